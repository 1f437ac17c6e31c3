package dev.chancery.ca;

import dev.chancery.pki.Certificate;

/**
 * A new delegated OCSP responder.
 *
 * @param certificate issued by the CA it answers for
 * @param key sealed for {@link KeyPurpose#OCSP_RESPONDER}
 * @param signer ready to answer
 */
public record OcspResponder(Certificate certificate, SealedKey key, OcspSigner signer) {}
