package dev.chancery.control.clientcertificates;

import dev.chancery.control.principal.HexId;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The id of a client certificate.
 *
 * @param hex 32 lower-case hex digits
 */
public record ClientCertificateId(String hex) {
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
