package dev.chancery.control.accesscertificates;

import dev.chancery.control.accesscertificates.AccessCertificateStore.NewCertificate;
import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.db.Tx;
import dev.chancery.control.publishing.Publication;
import dev.chancery.control.publishing.Replacement;
import dev.chancery.control.refusal.Fault;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.control.settings.Quota;
import dev.chancery.control.settings.SettingStore;
import dev.chancery.pki.CertificateBundle;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Takes in a CA that judges the clients of Access's hostnames: a root, or intermediates with or without their root.
 *
 * <p>Refusals, those of the request itself all at once: a text that cannot be read, anything that is no certificate in it, no CA,
 * one whose key may not sign certificates, one signed in a way that is not allowed, certificates that are no chain in order or
 * longer than one of them allows, one that has expired (12130, {@code /certificate}); texts that are no hostnames (12130) and
 * hostnames outside the account's zones or the view's zone (12036), each at {@code /associated_hostnames/i}. Then: the account
 * holds as many as it may (12130), or this bundle already (12132, 409).
 */
public final class AddAccessCertificate {
    private final Database database;
    private final Publication publication;
    private final AuditLog audit;
    private final Supplier<UUID> ids;
    private final InstantSource clock;
    private final AccessCertificateStore store = new AccessCertificateStore();
    private final AccountZoneStore zones = new AccountZoneStore();
    private final BindingStore bindings = new BindingStore();
    private final SettingStore settings = new SettingStore();

    /**
     * @param ids where new ids come from
     */
    public AddAccessCertificate(
            Database database, Publication publication, AuditLog audit, Supplier<UUID> ids, InstantSource clock) {
        this.database = database;
        this.publication = publication;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * @throws Refusal as the class says
     */
    public AccessCertificate add(View view, CertificateDraft draft) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<Fault> faults = new ArrayList<>(draft.faults());
        Optional<CertificateBundle> bundle = draft.certificate().flatMap(pem -> BundleReader.readCa(pem, now, faults));
        AccountZones known = database.read(tx -> zones.zones(tx, view.account()));
        LocatedHostnames hostnames =
                new HostnameReader(view, known, faults).readAll(draft.hostnames(), "/associated_hostnames");
        if (bundle.isEmpty() || !faults.isEmpty()) {
            throw new Refusal(faults);
        }
        NewCertificate added = added(draft, bundle.get(), hostnames, now);
        database.write(hostnames.isEmpty() ? Lane.GENERAL : Lane.TRUST, tx -> {
            keep(tx, view, added, hostnames);
            return added.digest();
        });
        return added.certificate();
    }

    private NewCertificate added(
            CertificateDraft draft, CertificateBundle bundle, LocatedHostnames hostnames, Instant now) {
        return new NewCertificate(
                new AccessCertificate(
                        new AccessCertificateId(ids.get()),
                        draft.name().orElse(""),
                        bundle.first().der().md5Fingerprint(),
                        hostnames.names(),
                        now,
                        now,
                        bundle.first().notAfter()),
                bundle.toPem(),
                bundle.fingerprint());
    }

    private void keep(Tx tx, View view, NewCertificate added, LocatedHostnames hostnames) {
        AccessCertificate certificate = added.certificate();
        settings.limit(tx, Quota.ACCESS_CERTIFICATES).ifPresent(most -> {
            zones.lockAccount(tx, view.account());
            if (store.count(tx, view.account()) >= most) {
                throw new Refusal(
                        AccessFaults.invalid("maximum number of certificates has been reached (%d)".formatted(most)));
            }
        });
        if (!store.insert(tx, view.account(), added)) {
            throw AccessFaults.conflict("certificate already exists");
        }
        // After the row, which leans on its account: an account is always locked before its zones.
        hostnames.hold(tx, zones, view);
        AuditEntry entry = view.entry(
                        Action.CREATE,
                        ObjectKind.ACCESS_CERTIFICATE,
                        certificate.id().toString())
                .with("name", certificate.name())
                .with("fingerprint", certificate.fingerprint());
        audit.record(
                tx,
                publication.write(
                        tx,
                        Replacement.of(List.of(), hostnames.zones()),
                        bindings.of(tx, certificate.id(), added.pem()),
                        entry));
    }
}
