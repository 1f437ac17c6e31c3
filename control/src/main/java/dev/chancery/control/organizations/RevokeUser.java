package dev.chancery.control.organizations;

import dev.chancery.control.accesstrust.AccessTrust;
import dev.chancery.control.accesstrust.Told;
import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.db.LiveRow;
import dev.chancery.control.db.TrustHead;
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
    private final AccessTrust trust;
    private final InstantSource clock;
    private final OrganizationStore store = new OrganizationStore();

    public RevokeUser(Database database, AuditLog audit, AccessTrust trust, InstantSource clock) {
        this.database = database;
        this.audit = audit;
        this.trust = trust;
        this.clock = clock;
    }

    /**
     * @param email whose; compared without regard to case
     */
    public void revoke(AccountOrZoneAccess access, String email) {
        String person = email.toLowerCase(Locale.ROOT);
        database.write(Lane.TRUST, tx -> {
            // In the order in which everything of a person is revoked: the account, the head, the person's row.
            LiveRow.ACCOUNT.hold(tx, access.account().hex());
            TrustHead.lock(tx);
            Told told = trust.in(tx);
            told.user(access.account(), person);
            store.revoke(tx, access.account(), person, clock.instant());
            audit.record(tx, AuditEntry.of(access, Action.REVOKE, ObjectKind.ACCESS_USER, person));
            told.publish();
            return true;
        });
    }
}
