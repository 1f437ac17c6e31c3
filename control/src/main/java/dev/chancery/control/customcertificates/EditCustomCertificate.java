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
import dev.chancery.control.publishing.HeldZone;
import dev.chancery.control.publishing.TrustLog;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.pki.Certificate;
import dev.chancery.trust.Change;
import dev.chancery.trust.HostnamePattern;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Puts another certificate, another private key or another bundle method in the place of what there is. A certificate without a
 * private key must have the key that is kept. One of type {@code sni_custom} comes back under a new id, as the original documents.
 *
 * <p>Refusals: none with this id (1483, 404); and as for an upload, but for the private key, which may be missing.
 */
public final class EditCustomCertificate {
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
    public EditCustomCertificate(
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
    public CustomCertificate edit(ZoneAccess access, CustomCertificateId id, CertificateDraft draft) {
        while (true) {
            CustomCertificate current = database.read(tx -> store.find(tx, access.zone(), id))
                    .orElseThrow(ReadCustomCertificates::notFound);
            Optional<CustomCertificate> edited = edit(access, current, draft);
            if (edited.isPresent()) {
                return edited.get();
            }
        }
    }

    /** Empty if another change came between, so that the draft has to be judged by what stands there now. */
    private Optional<CustomCertificate> edit(ZoneAccess access, CustomCertificate current, CertificateDraft draft) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (draft.certificate().isEmpty() && draft.privateKey().isEmpty()) {
            if (!draft.faults().isEmpty()) {
                throw new Refusal(draft.faults());
            }
            return database.write(Lane.GENERAL, tx -> bundle(tx, access, current, draft, now));
        }
        String pem = draft.certificate()
                .orElseGet(
                        () -> current.chain().stream().map(Certificate::toPem).collect(Collectors.joining()));
        try (UploadRules.Accepted accepted =
                UploadRules.judge(Optional.of(pem), draft.privateKey(), draft.faults(), access.zoneName(), now)) {
            Certificate leaf = accepted.bundle().first();
            if (accepted.key().isEmpty()
                    && !leaf.publicKey().equals(current.leaf().publicKey())) {
                throw new Refusal(ErrorCode.PRIVATE_KEY_MISMATCH.at(
                        "/private_key",
                        "private_key: missing (expected: the certificate's, which is not the one kept)"));
            }
            Optional<KeptKey> key =
                    accepted.key().map(uploaded -> keys.sealForServer(access.account(), uploaded, leaf.publicKey()));
            CustomCertificate next = new CustomCertificate(
                    current.type() == CertificateType.SNI_CUSTOM ? new CustomCertificateId(ids.get()) : current.id(),
                    current.zone(),
                    current.type(),
                    draft.bundleMethod().orElse(current.bundleMethod()),
                    accepted.bundle().certificates(),
                    accepted.hosts(),
                    accepted.patterns(),
                    key.map(KeptKey::id).orElse(current.key()),
                    now,
                    now,
                    current.status(),
                    current.pendingRevision());
            return database.write(Lane.TRUST, tx -> replace(tx, access, current, next, key));
        }
    }

    private Optional<CustomCertificate> bundle(
            Tx tx, ZoneAccess access, CustomCertificate current, CertificateDraft draft, Instant now) {
        if (!stillThere(tx, access, current)) {
            return Optional.empty();
        }
        BundleMethod method = draft.bundleMethod().orElse(current.bundleMethod());
        if (method == current.bundleMethod()) {
            return Optional.of(current);
        }
        CustomCertificate next = current.bundledBy(method, now);
        store.update(tx, current.id(), next);
        audit.record(tx, entry(access, current.id(), next).with("bundle_method", method.word()));
        return Optional.of(next);
    }

    private Optional<CustomCertificate> replace(
            Tx tx, ZoneAccess access, CustomCertificate current, CustomCertificate next, Optional<KeptKey> key) {
        if (!stillThere(tx, access, current)) {
            return Optional.empty();
        }
        key.ifPresent(fresh -> {
            keys.keep(tx, fresh);
            keys.forget(tx, current.key());
        });
        store.update(tx, current.id(), next);
        Set<HostnamePattern> touched = new LinkedHashSet<>(current.patterns());
        touched.addAll(next.patterns());
        List<Change> changes = new ArrayList<>(local.decide(tx, access.zone(), touched));
        if (key.isPresent()) {
            changes.add(Change.take(current.entry()));
        }
        changes.add(Change.put(next.entry()));
        Deployment deployment = Deployment.of(tx, trust, changes);
        CustomCertificate deployed = next.with(deployment.status(), deployment.pendingRevision());
        store.update(tx, next.id(), deployed);
        audit.record(
                tx,
                deployment.note(entry(access, current.id(), deployed)
                        .with("fingerprint", deployed.leaf().fingerprintSha256())
                        .with("private_key", key.isPresent() ? "sealed" : "kept")));
        return Optional.of(deployed);
    }

    private boolean stillThere(Tx tx, ZoneAccess access, CustomCertificate current) {
        HeldZone.lock(tx, access.zone());
        return store.find(tx, access.zone(), current.id())
                .filter(current::equals)
                .isPresent();
    }

    private static AuditEntry entry(ZoneAccess access, CustomCertificateId id, CustomCertificate next) {
        AuditEntry entry = AuditEntry.of(access, Action.UPDATE, ObjectKind.CUSTOM_CERTIFICATE, id.toString());
        return next.id().equals(id) ? entry : entry.with("new_id", next.id().toString());
    }
}
