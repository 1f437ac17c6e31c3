package dev.chancery.control.issuing;

import dev.chancery.ca.SigningKey;

/**
 * A managed CA with its key open: what signs revocation lists and OCSP responders.
 *
 * @param authority the CA
 * @param key its key
 */
public record OpenCa(Authority authority, SigningKey key) {}
