package dev.chancery.control.mtlscertificates;

import dev.chancery.control.db.Database;
import dev.chancery.control.principal.AccountAccess;
import dev.chancery.control.publishing.MtlsCertificateId;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Refusal;

/**
 * Reads one certificate of an account.
 *
 * <p>Refusals: none with this id, or a deleted one (1472, 404).
 */
public final class ReadMtlsCertificate {
    private final Database database;
    private final MtlsCertificateStore store = new MtlsCertificateStore();

    public ReadMtlsCertificate(Database database) {
        this.database = database;
    }

    /**
     * @throws Refusal as the class says
     */
    public MtlsCertificate read(AccountAccess access, MtlsCertificateId id) {
        return database.read(tx -> store.find(tx, access.account(), id)).orElseThrow(ReadMtlsCertificate::notFound);
    }

    static Refusal notFound() {
        return ErrorCode.MTLS_CERTIFICATE_NOT_FOUND.refusal("Certificate not found");
    }
}
