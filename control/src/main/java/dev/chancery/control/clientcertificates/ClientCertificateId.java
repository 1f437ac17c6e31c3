package dev.chancery.control.clientcertificates;

import dev.chancery.control.principal.HexId;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The id of a client certificate.
 *
 * @param hex 32 lower-case hex digits
 */
public record ClientCertificateId(String hex) {
    private static final int BYTES = 16;
    private static final int TIME_BYTES = 6;

    public ClientCertificateId {
        if (HexId.parse(hex).filter(hex::equals).isEmpty()) {
            throw new IllegalArgumentException(
                    "client certificate id: %s (expected: 32 lower-case hex digits)".formatted(hex));
        }
    }

    /** Reads either accepted form; empty if the text is neither. */
    public static Optional<ClientCertificateId> parse(String text) {
        return HexId.parse(text).map(ClientCertificateId::new);
    }

    /**
     * A new id: the millisecond it is made in (48 bits), then 80 random bits, so that the index over ids grows at its end
     * (docs/adr/0005-ids-that-grow.md). An id is a name and no secret: whoever knows it still needs a permission.
     */
    static ClientCertificateId fresh(Instant now, SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        long millis = now.toEpochMilli();
        for (int i = 0; i < TIME_BYTES; i++) {
            bytes[i] = (byte) (millis >>> (8 * (TIME_BYTES - 1 - i)));
        }
        return of(bytes);
    }

    /** The id whose 16 bytes these are. */
    static ClientCertificateId of(byte[] bytes) {
        return new ClientCertificateId(HexFormat.of().formatHex(bytes));
    }

    /** The 16 bytes it is kept as. */
    byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
