package dev.chancery.pki;

import java.time.Instant;

/**
 * When a certificate is valid (RFC 5280 section 4.1.2.5), both ends included.
 *
 * @param notBefore whole seconds
 * @param notAfter whole seconds, not before {@code notBefore}
 */
public record Validity(Instant notBefore, Instant notAfter) {
    /** Cuts fractions of a second off; refuses an end before the beginning. */
    public Validity {
        notBefore = Instant.ofEpochSecond(notBefore.getEpochSecond());
        notAfter = Instant.ofEpochSecond(notAfter.getEpochSecond());
        if (notAfter.isBefore(notBefore)) {
            throw new IllegalArgumentException("notAfter " + notAfter + " (expected: not before " + notBefore + ")");
        }
    }

    byte[] encoded() {
        return DerWriter.sequence(DerWriter.time(notBefore), DerWriter.time(notAfter));
    }
}
