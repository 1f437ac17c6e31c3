package dev.chancery.control.issuing;

import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.pki.Certificate;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads the certificate of any managed CA, for anybody: certificates name it as their issuer's (RFC 5280 section 4.2.2.1).
 *
 * <p>Refusals: {@link ErrorCode#CA_NOT_FOUND} (404).
 */
public final class ReadCaFile {
    private final ManagedCas cas;

    public ReadCaFile(ManagedCas cas) {
        this.cas = cas;
    }

    /**
     * The certificate of a managed CA, in use or retired.
     *
     * @throws Refusal if there is no such CA
     */
    public Certificate read(UUID id) {
        Optional<Authority> authority = cas.find(id);
        return authority
                .map(Authority::certificate)
                .orElseThrow(
                        () -> ErrorCode.CA_NOT_FOUND.refusal("No certificate authority has the id %s".formatted(id)));
    }
}
