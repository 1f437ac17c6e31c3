package dev.chancery.control.samlcertificates;

import dev.chancery.ca.KeySpec;
import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.db.Tx;
import dev.chancery.control.issuing.KeptCertificate;
import dev.chancery.control.issuing.KeyCustody;
import dev.chancery.control.refusal.Refusal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * How a set rotates, whoever wants it to: the new certificate becomes current, the current one previous, and the key of the
 * previous one is destroyed, all in one transaction.
 *
 * <p>It is a compare-and-set on the certificate that was current when the rotation was wanted: of several that want to rotate
 * away from the same certificate, whatever replica they run on, one does, and the others find it done.
 */
public final class SetRotation {
    private final Database database;
    private final KeyCustody keys;
    private final KeySpec spec;
    private final AuditLog audit;
    private final Supplier<UUID> ids;
    private final InstantSource clock;
    private final SamlCertificateStore store = new SamlCertificateStore();

    /**
     * @param spec the kind of new keys, an RSA kind
     * @param ids where new ids come from
     */
    public SetRotation(
            Database database, KeyCustody keys, KeySpec spec, AuditLog audit, Supplier<UUID> ids, InstantSource clock) {
        this.database = database;
        this.keys = keys;
        this.spec = spec;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Rotates a set away from the certificate that is current in it as it was read.
     *
     * @param entry begins the audit entry
     * @return the set as it stands now; empty if it is gone
     * @throws Refusal 1490 (503) while the keys are sealed
     */
    Optional<SamlCertificateSet> rotate(SamlCertificateSet seen, Function<SamlCertificateSet, AuditEntry> entry) {
        KeptCertificate fresh = keys.certifyForEncryption(seen.account(), spec, clock);
        SamlCertificate next =
                new SamlCertificate(ids.get(), fresh.certificate(), fresh.key().id());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return database.write(
                Lane.GENERAL,
                tx -> store.lock(tx, seen.account(), seen.id()).map(set -> {
                    if (!set.current().id().equals(seen.current().id())) {
                        return set;
                    }
                    SamlCertificateSet rotated = set.rotatedTo(next, now);
                    keys.keep(tx, fresh.key());
                    store.rotate(tx, rotated);
                    set.previous().ifPresent(oldest -> keys.forget(tx, oldest.key()));
                    record(tx, entry.apply(rotated), set, rotated);
                    return rotated;
                }));
    }

    private void record(Tx tx, AuditEntry entry, SamlCertificateSet before, SamlCertificateSet after) {
        audit.record(
                tx,
                entry.with("current", after.current().id().toString())
                        .with("previous", before.current().id().toString())
                        .with(
                                "destroyed",
                                before.previous()
                                        .map(oldest -> oldest.id().toString())
                                        .orElse("none")));
    }

    static AuditEntry byHouse(SamlCertificateSet set) {
        return AuditEntry.byHouse(
                "saml rotation",
                set.account(),
                Action.ROTATE,
                ObjectKind.SAML_CERTIFICATE_SET,
                set.id().toString());
    }
}
