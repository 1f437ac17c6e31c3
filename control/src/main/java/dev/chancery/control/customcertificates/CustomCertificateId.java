package dev.chancery.control.customcertificates;

import dev.chancery.control.principal.HexId;
import java.util.Optional;
import java.util.UUID;

/**
 * The id of an uploaded custom certificate. Written as a UUID; read as a UUID or as its 32 hex digits.
 *
 * @param uuid the id
 */
public record CustomCertificateId(UUID uuid) {
    /** Reads either accepted form; empty if the text is neither. */
    public static Optional<CustomCertificateId> parse(String text) {
        return HexId.parse(text).map(HexId::toUuid).map(CustomCertificateId::new);
    }

    /** The 36 characters of the UUID, lower case. */
    @Override
    public String toString() {
        return uuid.toString();
    }
}
