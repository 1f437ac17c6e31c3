package dev.chancery.control.publishing;

import dev.chancery.control.principal.HexId;
import java.util.Optional;
import java.util.UUID;

/**
 * The id of a set of SAML encryption certificates. Written as a UUID; read as a UUID or as its 32 hex digits.
 *
 * @param uuid the id
 */
public record SamlCertificateSetId(UUID uuid) {
    /** Reads either accepted form; empty if the text is neither. */
    public static Optional<SamlCertificateSetId> parse(String text) {
        return HexId.parse(text).map(HexId::toUuid).map(SamlCertificateSetId::new);
    }

    /** The 36 characters of the UUID, lower case. */
    @Override
    public String toString() {
        return uuid.toString();
    }
}
