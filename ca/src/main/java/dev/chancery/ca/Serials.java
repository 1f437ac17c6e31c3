package dev.chancery.ca;

import dev.chancery.pki.SerialNumber;
import java.math.BigInteger;
import java.security.SecureRandom;

/** Serial numbers of 20 octets with 158 random bits (RFC 5280 section 4.1.2.2), so that none repeats in practice. */
final class Serials {
    private final SecureRandom random;

    Serials(SecureRandom random) {
        this.random = random;
    }

    BigInteger next() {
        byte[] bytes = new byte[SerialNumber.BYTES];
        random.nextBytes(bytes);
        return SerialNumber.fromRandom(bytes);
    }
}
