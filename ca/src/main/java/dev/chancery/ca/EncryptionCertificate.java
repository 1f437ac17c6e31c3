package dev.chancery.ca;

import dev.chancery.pki.Certificate;

/**
 * A new certificate for others to encrypt keys to, and its key as the store keeps it.
 *
 * @param certificate self-signed, keyUsage keyEncipherment
 * @param key sealed for {@link KeyPurpose#SAML_ENCRYPTION}
 */
public record EncryptionCertificate(Certificate certificate, SealedKey key) {}
