package dev.chancery.control.accesspolicies;

import dev.chancery.control.accesstrust.Told;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountOrZoneAccess;
import dev.chancery.control.publishing.ApplicationId;
import dev.chancery.control.publishing.Applications;
import dev.chancery.control.refusal.Refusal;

/**
 * Deletes a policy of one application.
 *
 * <p>Refusals: no such application at this path, or no such policy in it (12135, 404); a reusable policy, which is taken from an
 * application with its {@code policies} and deleted at its own path (12130).
 */
public final class DeleteApplicationPolicy {
    private final Database database;
    private final Applications applications;
    private final PolicyBook book;

    public DeleteApplicationPolicy(Database database, Applications applications, PolicyBook book) {
        this.database = database;
        this.applications = applications;
        this.book = book;
    }

    /**
     * @throws Refusal as the class says
     */
    public void delete(AccountOrZoneAccess access, ApplicationId application, PolicyId id) {
        database.write(Lane.TRUST, tx -> delete(tx, access, application, id));
    }

    private PolicyId delete(Tx tx, AccountOrZoneAccess access, ApplicationId application, PolicyId id) {
        CreateApplicationPolicy.hold(tx, applications, access, application);
        Told told = book.told(tx);
        told.application(access.account(), application);
        BoundPolicy bound = UpdateApplicationPolicy.own(tx, book.store(), application, id);
        book.store().unbind(tx, application, id);
        book.delete(tx, access, bound.policy());
        told.publish();
        return id;
    }
}
