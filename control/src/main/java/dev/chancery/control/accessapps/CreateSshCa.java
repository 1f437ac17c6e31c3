package dev.chancery.control.accessapps;

import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.db.Tx;
import dev.chancery.control.issuing.KeyCustody;
import dev.chancery.control.issuing.SshCaKey;
import dev.chancery.control.principal.AccountOrZoneAccess;
import dev.chancery.control.publishing.ApplicationId;
import dev.chancery.control.refusal.AccessRefusals;
import dev.chancery.control.refusal.Refusal;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Makes the SSH CA of an application, or finds the one it has: an application has one at most, and asking again changes nothing.
 *
 * <p>Refusals: no application with this id that the path shows (12135, 404); one whose type has no SSH CA (12130); 1490 (503)
 * while the seal is missing.
 */
public final class CreateSshCa {
    private final Database database;
    private final KeyCustody keys;
    private final AuditLog audit;
    private final SecureRandom random;
    private final InstantSource clock;
    private final ApplicationStore applications = new ApplicationStore();
    private final SshCaStore store = new SshCaStore();

    /**
     * @param random where ids come from
     */
    public CreateSshCa(Database database, KeyCustody keys, AuditLog audit, SecureRandom random, InstantSource clock) {
        this.database = database;
        this.keys = keys;
        this.audit = audit;
        this.random = random;
        this.clock = clock;
    }

    /**
     * @throws Refusal as the class says
     */
    public SshCa create(AccountOrZoneAccess access, ApplicationId id) {
        Optional<SshCa> there = database.read(tx -> {
            check(applications.find(tx, access, id).orElseThrow(() -> ReadApplication.notFound(id)));
            return store.find(tx, id);
        });
        return there.orElseGet(() -> make(access, id));
    }

    private SshCa make(AccountOrZoneAccess access, ApplicationId id) {
        SshCaKey key = SshCaKey.make(keys, access.account());
        SshCaId fresh = SshCaId.random(random);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return database.write(Lane.GENERAL, tx -> {
            Application application = applications.lock(tx, access, id).orElseThrow(() -> ReadApplication.notFound(id));
            // Somebody else's may have come meanwhile; then the fresh key is dropped unwritten.
            return store.find(tx, id).orElseGet(() -> keep(tx, access, application, key, fresh, now));
        });
    }

    private SshCa keep(
            Tx tx, AccountOrZoneAccess access, Application application, SshCaKey key, SshCaId fresh, Instant now) {
        SshCa ca = new SshCa(
                fresh,
                application.id(),
                application.account(),
                application.zone(),
                application.aud(),
                store.nextOrdinal(tx, application.account()),
                key.line(),
                key.kept().id(),
                now);
        keys.keep(tx, key.kept());
        store.insert(tx, ca);
        audit.record(
                tx,
                AuditEntry.of(
                                access,
                                Action.CREATE,
                                ObjectKind.ACCESS_SSH_CA,
                                ca.id().hex())
                        .with("application", application.id().toString())
                        .with("public_key", ca.publicKey()));
        return ca;
    }

    private static void check(Application application) {
        if (!application.type().mayHaveSshCa()) {
            throw AccessRefusals.invalid("the application's type is %s (expected: self_hosted, ssh or vnc)"
                    .formatted(application.type().word()));
        }
    }
}
