package dev.chancery.control.organizations;

import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.principal.AccountOrZoneAccess;
import java.time.InstantSource;
import java.util.Locale;

/**
 * Makes every Access token a person was given before now worthless. Refuses nothing: who never signed in has nothing to lose, and
 * the answer does not tell.
 */
public final class RevokeUser {
    private final Database database;
    private final AuditLog audit;
    private final InstantSource clock;
    private final OrganizationStore store = new OrganizationStore();

    public RevokeUser(Database database, AuditLog audit, InstantSource clock) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @param email whose; compared without regard to case
     */
    public void revoke(AccountOrZoneAccess access, String email) {
        String person = email.toLowerCase(Locale.ROOT);
        database.write(Lane.GENERAL, tx -> {
            store.revoke(tx, access.account(), person, clock.instant());
            audit.record(tx, AuditEntry.of(access, Action.REVOKE, ObjectKind.ACCESS_USER, person));
            return true;
        });
    }
}
