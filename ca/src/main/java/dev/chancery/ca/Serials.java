package dev.chancery.ca;

import dev.chancery.pki.SerialNumber;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Instant;

/** Serial numbers of 20 octets (RFC 5280 section 4.1.2.2) with so many random bits that none repeats in practice. */
final class Serials {
    private final SecureRandom random;

    Serials(SecureRandom random) {
        this.random = random;
    }

    /** For a CA or its responder: 158 random bits. */
    BigInteger next() {
        return SerialNumber.fromRandom(bytes(SerialNumber.BYTES));
    }

    /**
     * For a leaf: the millisecond it was made in, then 117 random bits. They are stored by the million, and an index over
     * them grows at its end only if they grow with time (docs/adr/0005-ids-that-grow.md). Two may share their first eight octets;
     * whoever keeps them refuses the second.
     */
    BigInteger next(Instant now) {
        return SerialNumber.fromTime(now.toEpochMilli(), bytes(SerialNumber.RANDOM_BYTES));
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
