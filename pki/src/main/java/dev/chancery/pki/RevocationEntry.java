package dev.chancery.pki;

import java.math.BigInteger;
import java.time.Instant;

/**
 * One revoked certificate in a CRL.
 *
 * @param serial positive, at most 20 octets
 * @param revokedAt whole seconds; fractions are cut off when written
 * @param reason written as reasonCode unless unspecified
 */
public record RevocationEntry(BigInteger serial, Instant revokedAt, RevocationReason reason) {
    /** Refuses an impossible serial. */
    public RevocationEntry {
        SerialNumber.requireValid(serial);
    }
}
