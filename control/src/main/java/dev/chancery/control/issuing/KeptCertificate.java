package dev.chancery.control.issuing;

import dev.chancery.pki.Certificate;

/**
 * A certificate together with its private key as the store keeps it.
 *
 * @param certificate the certificate
 * @param key the key of that certificate
 */
public record KeptCertificate(Certificate certificate, KeptKey key) {}
