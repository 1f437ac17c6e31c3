package dev.chancery.control.accesscertificates;

import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.ZoneId;
import dev.chancery.control.publishing.Publication;
import dev.chancery.control.publishing.Replacement;
import dev.chancery.control.refusal.Fault;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.pki.CertificateBundle;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Gives a certificate another name and replaces its hostnames, as far as the view sees them. Order is kept; a name given twice
 * counts once. No name sent keeps the one it has; no hostnames sent clears them. The new list is what the next read shows,
 * however far the edges are; what is there already changes nothing.
 *
 * <p>Refusals: texts that are no hostnames (12130) and hostnames outside the account's zones or the view's zone (12036), all at
 * once, each at {@code /associated_hostnames/i}; none of the account with this id (12135, 404); a certificate sent that is not
 * the one it is (12130, {@code /certificate}).
 */
public final class UpdateAccessCertificate {
    private final Database database;
    private final Publication publication;
    private final AuditLog audit;
    private final InstantSource clock;
    private final AccessCertificateStore store = new AccessCertificateStore();
    private final AccountZoneStore zones = new AccountZoneStore();
    private final BindingStore bindings = new BindingStore();

    public UpdateAccessCertificate(Database database, Publication publication, AuditLog audit, InstantSource clock) {
        this.database = database;
        this.publication = publication;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @return the certificate as it is now
     * @throws Refusal as the class says
     */
    public AccessCertificate update(View view, AccessCertificateId id, CertificateDraft draft) {
        List<Fault> faults = new ArrayList<>(draft.faults());
        Optional<CertificateBundle> sent = draft.certificate().flatMap(pem -> BundleReader.read(pem, faults));
        AccountZones known = database.read(tx -> zones.zones(tx, view.account()));
        LocatedHostnames wanted =
                new HostnameReader(view, known, faults).readAll(draft.hostnames(), "/associated_hostnames");
        if (!faults.isEmpty()) {
            throw new Refusal(faults);
        }
        return database.write(Lane.TRUST, tx -> {
            AccessCertificate found = store.lock(tx, view.account(), id).orElseThrow(AccessFaults::notFound);
            sent.ifPresent(bundle -> requireSame(tx, id, bundle));
            return update(tx, view, found, draft.name().orElse(found.name()), wanted);
        });
    }

    private void requireSame(Tx tx, AccessCertificateId id, CertificateBundle sent) {
        if (!sent.fingerprint().equals(store.digest(tx, id))) {
            throw new Refusal(AccessFaults.invalid(
                    "/certificate",
                    "certificate: another one than was added (expected: the same or none; a certificate does not"
                            + " change)"));
        }
    }

    private AccessCertificate update(Tx tx, View view, AccessCertificate found, String name, LocatedHostnames wanted) {
        wanted.hold(tx, zones, view);
        Replacement<ZoneId> replacement =
                Replacement.of(wanted.within(bindings.list(tx, found.id()), view, Function.identity()), wanted.zones());
        if (replacement.isNothing() && name.equals(found.name())) {
            return found.with(wanted.names());
        }
        AccessCertificate updated = new AccessCertificate(
                found.id(),
                name,
                found.fingerprint(),
                wanted.names(),
                found.createdOn(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                found.expiresOn());
        store.update(tx, updated);
        audit.record(
                tx,
                publication.write(
                        tx,
                        replacement,
                        bindings.of(tx, found.id(), store.certificates(tx, found.id())),
                        view.entry(
                                        Action.UPDATE,
                                        ObjectKind.ACCESS_CERTIFICATE,
                                        found.id().toString())
                                .with("name", name)
                                .with(
                                        "hostnames",
                                        Integer.toString(wanted.names().size()))));
        return updated;
    }
}
