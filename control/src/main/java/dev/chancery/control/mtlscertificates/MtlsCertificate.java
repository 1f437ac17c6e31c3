package dev.chancery.control.mtlscertificates;

import dev.chancery.control.principal.AccountId;
import dev.chancery.control.publishing.MtlsCertificateId;
import java.time.Instant;

/**
 * An uploaded certificate. Its private key, if it has one, is elsewhere.
 *
 * @param id its id
 * @param account whose it is
 * @param name for people; may be empty, need not be unique
 * @param ca whether it was uploaded as a CA
 * @param type who looks after it
 * @param certificates the bundle as PEM, most specific first, normalised
 * @param fingerprint lower-case hex SHA-256 of the bundle's certificates one after the other
 * @param serial of the first certificate, decimal
 * @param issuer of the first certificate, most specific attribute first
 * @param signature how the first certificate is signed, e.g. {@code SHA256WithRSA}
 * @param uploadedOn when, in microseconds
 * @param expiresOn the notAfter of the first certificate, in seconds
 */
public record MtlsCertificate(
        MtlsCertificateId id,
        AccountId account,
        String name,
        boolean ca,
        CertificateType type,
        String certificates,
        String fingerprint,
        String serial,
        String issuer,
        String signature,
        Instant uploadedOn,
        Instant expiresOn) {}
