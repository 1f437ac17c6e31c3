package dev.chancery.control.mtlscertificates;

import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.db.Tx;
import dev.chancery.control.issuing.KeyCustody;
import dev.chancery.control.principal.AccountAccess;
import dev.chancery.control.publishing.CertificateUses;
import dev.chancery.control.publishing.MtlsCertificateId;
import dev.chancery.control.publishing.UploadedLists;
import dev.chancery.control.publishing.UploadedResponders;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.trust.AuthorityId;
import java.time.InstantSource;
import java.util.List;

/**
 * Deletes a certificate that nothing uses, and its private key with it.
 *
 * <p>Refusals: none with this id (1472, 404); deleted already (1407); one the gateway or Access looks after (10000, 403); one
 * that is in use, even if only until every edge has heard that it no longer is (1477).
 */
public final class DeleteMtlsCertificate {
    private final Database database;
    private final KeyCustody keys;
    private final List<CertificateUses> services;
    private final AuditLog audit;
    private final InstantSource clock;
    private final MtlsCertificateStore store = new MtlsCertificateStore();

    /**
     * @param services everything that can use a certificate
     */
    public DeleteMtlsCertificate(
            Database database, KeyCustody keys, List<CertificateUses> services, AuditLog audit, InstantSource clock) {
        this.database = database;
        this.keys = keys;
        this.services = services.stream().filter(CertificateUses::holds).toList();
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @return what was deleted
     * @throws Refusal as the class says
     */
    public MtlsCertificate delete(AccountAccess access, MtlsCertificateId id) {
        return database.write(Lane.GENERAL, tx -> delete(tx, access, id));
    }

    private MtlsCertificate delete(Tx tx, AccountAccess access, MtlsCertificateId id) {
        MtlsCertificateStore.Found found =
                store.lock(tx, access.account(), id).orElseThrow(ReadMtlsCertificate::notFound);
        if (found.deleted()) {
            throw ErrorCode.CERTIFICATE_ALREADY_REVOKED.refusal("The certificate is already deleted.");
        }
        MtlsCertificate certificate = found.certificate();
        switch (certificate.type()) {
            case CUSTOM -> {}
            case GATEWAY_MANAGED, ACCESS_MANAGED ->
                throw ErrorCode.PERMISSION_DENIED.refusal("The certificate is %s (expected: custom)"
                        .formatted(certificate.type().word()));
        }
        if (!ListAssociations.uses(tx, services, id).isEmpty()) {
            throw ErrorCode.CERTIFICATE_IN_USE.refusal("Certificate cannot be deleted while in use.");
        }
        store.delete(tx, id, clock.instant());
        UploadedLists.forget(tx, new AuthorityId(id.uuid()));
        UploadedResponders.forget(tx, new AuthorityId(id.uuid()));
        found.key().ifPresent(key -> keys.forget(tx, key));
        audit.record(
                tx,
                AuditEntry.of(access, Action.DELETE, ObjectKind.MTLS_CERTIFICATE, id.toString())
                        .with("name", certificate.name())
                        .with("fingerprint", certificate.fingerprint()));
        return certificate;
    }
}
