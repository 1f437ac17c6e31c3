package dev.chancery.control.mtlscertificates;

import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.db.Tx;
import dev.chancery.control.issuing.KeptKey;
import dev.chancery.control.issuing.KeyCustody;
import dev.chancery.control.principal.AccountAccess;
import dev.chancery.control.publishing.MtlsCertificateId;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.control.settings.Quota;
import dev.chancery.control.settings.SettingStore;
import dev.chancery.pki.Certificate;
import dev.chancery.pki.CertificateBundle;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Takes in a CA, or a leaf with its private key.
 *
 * <p>Refusals, those of the upload itself all at once: certificates that cannot be read, or anything that is no certificate
 * among them (1473, {@code /certificates}); with {@code ca}, no CA, one whose key may not sign certificates or one signed in a
 * way that is not allowed (1474); without, a CA (1482, {@code /ca}) or a public key that is not allowed (1452); certificates
 * that are no chain in order, or a longer one than a CA in it allows (1478); one that has expired (1479); a private key that
 * cannot be read (1476, {@code /private_key}), is not allowed (1452) or belongs to another certificate (1475). Then: the account holds this bundle already (1471), or as many CAs as it may (1489). And 1490
 * (503) for a private key while the seal is missing.
 */
public final class UploadMtlsCertificate {
    private final Database database;
    private final KeyCustody keys;
    private final AuditLog audit;
    private final Supplier<UUID> ids;
    private final InstantSource clock;
    private final MtlsCertificateStore store = new MtlsCertificateStore();
    private final SettingStore settings = new SettingStore();

    /**
     * @param ids where new ids come from
     */
    public UploadMtlsCertificate(
            Database database, KeyCustody keys, AuditLog audit, Supplier<UUID> ids, InstantSource clock) {
        this.database = database;
        this.keys = keys;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * @throws Refusal as the class says
     */
    public MtlsCertificate upload(AccountAccess access, Upload upload) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        try (UploadRules.Accepted accepted = UploadRules.judge(upload, now)) {
            MtlsCertificate certificate = certificate(access, upload, accepted.bundle(), now);
            Optional<KeptKey> key = accepted.key()
                    .map(uploaded -> keys.seal(
                            access.account(),
                            uploaded,
                            accepted.bundle().first().publicKey()));
            return database.write(Lane.GENERAL, tx -> {
                keep(tx, access, certificate, key);
                return certificate;
            });
        }
    }

    private MtlsCertificate certificate(AccountAccess access, Upload upload, CertificateBundle bundle, Instant now) {
        Certificate first = bundle.first();
        return new MtlsCertificate(
                new MtlsCertificateId(ids.get()),
                access.account(),
                upload.name(),
                upload.ca().orElse(false),
                CertificateType.CUSTOM,
                bundle.toPem(),
                bundle.fingerprint(),
                first.serialDecimal(),
                first.issuerString(),
                first.signatureName(),
                now,
                first.notAfter());
    }

    private void keep(Tx tx, AccountAccess access, MtlsCertificate certificate, Optional<KeptKey> key) {
        if (certificate.ca()) {
            settings.limit(tx, Quota.MTLS_CA_CERTIFICATES).ifPresent(most -> {
                if (store.countCasLocked(tx, access.account()) >= most) {
                    throw ErrorCode.CA_QUOTA.refusal("Hit maximum CA cert allocation.");
                }
            });
        }
        key.ifPresent(kept -> keys.keep(tx, kept));
        if (!store.insert(tx, certificate, key.map(KeptKey::id).orElse(null))) {
            throw new Refusal(ErrorCode.MTLS_CERTIFICATE_EXISTS.at(
                    "/certificates", "The certificate already exists in the account (expected: a new one)"));
        }
        audit.record(
                tx,
                AuditEntry.of(
                                access,
                                Action.CREATE,
                                ObjectKind.MTLS_CERTIFICATE,
                                certificate.id().toString())
                        .with("name", certificate.name())
                        .with("ca", Boolean.toString(certificate.ca()))
                        .with("fingerprint", certificate.fingerprint())
                        .with("private_key", key.isPresent() ? "sealed" : "none"));
    }
}
