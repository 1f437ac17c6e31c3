package dev.chancery.pki;

import java.time.Instant;

/**
 * When an OpenSSH certificate is valid, in seconds since 1970: from {@code validAfter}, included, to
 * {@code validBefore}, excluded (OpenSSH PROTOCOL.certkeys, <em>valid after</em> and <em>valid before</em>).
 *
 * @param validAfter 0 for always
 * @param validBefore {@link UInt64#MAX} for forever
 */
public record SshValidity(UInt64 validAfter, UInt64 validBefore) {
    /** From the beginning of time without end. */
    public static final SshValidity FOREVER = new SshValidity(UInt64.ZERO, UInt64.MAX);

    /** Refuses an end that is not after the beginning: such a certificate would never be valid. */
    public SshValidity {
        if (validBefore.compareTo(validAfter) <= 0) {
            throw new IllegalArgumentException(
                    "valid before " + validBefore + " (expected: after " + validAfter + ", the valid after)");
        }
    }

    /**
     * From one instant to another, cut to whole seconds.
     *
     * @throws IllegalArgumentException for instants before 1970, or less than a second
     */
    public static SshValidity of(Instant validAfter, Instant validBefore) {
        return new SshValidity(UInt64.of(validAfter.getEpochSecond()), UInt64.of(validBefore.getEpochSecond()));
    }

    /** Whether the certificate is valid at an instant. */
    public boolean contains(Instant instant) {
        long second = instant.getEpochSecond();
        return second >= 0
                && UInt64.of(second).compareTo(validAfter) >= 0
                && UInt64.of(second).compareTo(validBefore) < 0;
    }
}
