package dev.chancery.control.accesscertificates;

import dev.chancery.control.principal.HexId;
import java.util.Optional;
import java.util.UUID;

/**
 * The id of an Access mTLS certificate. Written as a UUID; read as a UUID or as its 32 hex digits.
 *
 * @param uuid the id
 */
public record AccessCertificateId(UUID uuid) {
    /** Reads either accepted form; empty if the text is neither. */
    public static Optional<AccessCertificateId> parse(String text) {
        return HexId.parse(text).map(HexId::toUuid).map(AccessCertificateId::new);
    }

    /** The 36 characters of the UUID, lower case. */
    @Override
    public String toString() {
        return uuid.toString();
    }
}
