package dev.chancery.control.clientcertificates;

import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.ZoneId;
import dev.chancery.control.refusal.ErrorCode;

/** The certificate a path names, or the refusal there is for it. */
final class FoundCertificate {
    private FoundCertificate() {}

    /**
     * @param id as sent: an id is opaque to clients, so a malformed one names nothing
     * @throws dev.chancery.control.refusal.Refusal {@link ErrorCode#CLIENT_CERTIFICATE_NOT_FOUND} (404)
     */
    static ClientCertificate in(Tx tx, ClientCertificateStore store, ZoneId zone, String id) {
        return ClientCertificateId.parse(id)
                .flatMap(known -> store.find(tx, zone, known))
                .orElseThrow(() -> ErrorCode.CLIENT_CERTIFICATE_NOT_FOUND.refusal("Invalid Certificate ID in request"));
    }
}
