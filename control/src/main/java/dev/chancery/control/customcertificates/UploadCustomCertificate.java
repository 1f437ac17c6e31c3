package dev.chancery.control.customcertificates;

import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.db.Tx;
import dev.chancery.control.issuing.KeptKey;
import dev.chancery.control.issuing.KeyCustody;
import dev.chancery.control.localcertificates.LocalCertificates;
import dev.chancery.control.principal.ZoneAccess;
import dev.chancery.control.publishing.Deployment;
import dev.chancery.control.publishing.DeploymentStatus;
import dev.chancery.control.publishing.HeldZone;
import dev.chancery.control.publishing.TrustLog;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Fault;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.trust.Change;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Takes in a server certificate with its chain and private key. Edges show it where it is for a hostname of the zone, in the
 * place of the local CA's.
 *
 * <p>Refusals, those of the upload itself all at once: text that cannot be read (1473, {@code /certificate}); a CA (1482); no
 * chain in order (1478); an expired certificate (1479); a key that is not allowed (1452); one that is not for servers, or names no
 * host of the zone (1484); a private key that is missing (6008, {@code /private_key}), cannot be read (1476) or belongs to another
 * certificate (1475). Then: a zone that was deleted meanwhile (7003, 404); sealed keys (1490, 503).
 */
public final class UploadCustomCertificate {
    private final Database database;
    private final KeyCustody keys;
    private final LocalCertificates local;
    private final TrustLog trust;
    private final AuditLog audit;
    private final Supplier<UUID> ids;
    private final InstantSource clock;
    private final CustomCertificateStore store = new CustomCertificateStore();

    /**
     * @param ids where new ids come from
     */
    public UploadCustomCertificate(
            Database database,
            KeyCustody keys,
            LocalCertificates local,
            TrustLog trust,
            AuditLog audit,
            Supplier<UUID> ids,
            InstantSource clock) {
        this.database = database;
        this.keys = keys;
        this.local = local;
        this.trust = trust;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * @throws Refusal as the class says
     */
    public CustomCertificate upload(ZoneAccess access, CertificateDraft draft) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<Fault> faults = new ArrayList<>(draft.faults());
        if (draft.privateKey().isEmpty()
                && faults.stream().noneMatch(fault -> "/private_key".equals(fault.pointer()))) {
            faults.add(ErrorCode.MISSING_FIELD.at("/private_key", "private_key: missing (expected: PEM text)"));
        }
        try (UploadRules.Accepted accepted =
                UploadRules.judge(draft.certificate(), draft.privateKey(), faults, access.zoneName(), now)) {
            KeptKey key = keys.sealForServer(
                    access.account(),
                    accepted.key().orElseThrow(),
                    accepted.bundle().first().publicKey());
            CustomCertificate certificate = new CustomCertificate(
                    new CustomCertificateId(ids.get()),
                    access.zone(),
                    draft.type().orElse(CertificateType.LEGACY_CUSTOM),
                    draft.bundleMethod().orElse(BundleMethod.UBIQUITOUS),
                    accepted.bundle().certificates(),
                    accepted.hosts(),
                    accepted.patterns(),
                    key.id(),
                    now,
                    now,
                    DeploymentStatus.ACTIVE,
                    null);
            return database.write(Lane.TRUST, tx -> keep(tx, access, certificate, key));
        }
    }

    private CustomCertificate keep(Tx tx, ZoneAccess access, CustomCertificate certificate, KeptKey key) {
        HeldZone.lock(tx, access.zone());
        keys.keep(tx, key);
        store.insert(tx, certificate);
        List<Change> changes = new ArrayList<>(local.decide(tx, access.zone(), certificate.patterns()));
        changes.add(Change.put(certificate.entry()));
        Deployment deployment = Deployment.of(tx, trust, changes);
        CustomCertificate deployed = certificate.with(deployment.status(), deployment.pendingRevision());
        store.update(tx, certificate.id(), deployed);
        audit.record(
                tx,
                deployment.note(AuditEntry.of(
                                access,
                                Action.CREATE,
                                ObjectKind.CUSTOM_CERTIFICATE,
                                certificate.id().toString())
                        .with("fingerprint", certificate.leaf().fingerprintSha256())
                        .with("private_key", "sealed")));
        return deployed;
    }
}
