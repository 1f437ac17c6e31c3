package dev.chancery.ca;

import dev.chancery.pki.Certificate;

/**
 * A new managed CA: its two certificates, and its keys as the store keeps them.
 *
 * @param root self-signed; what relying parties trust
 * @param rootKey sealed for {@link KeyPurpose#ROOT_CA}
 * @param issuing signed by the root, path length 0; what signs leaves, CRLs and OCSP responders
 * @param issuingKey sealed for {@link KeyPurpose#ISSUING_CA}
 */
public record ManagedCa(Certificate root, SealedKey rootKey, Certificate issuing, SealedKey issuingKey) {}
