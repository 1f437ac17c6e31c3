package dev.chancery.control.accesspolicies;

import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountOrZoneAccess;
import dev.chancery.control.publishing.ApplicationId;
import dev.chancery.control.publishing.Applications;
import dev.chancery.control.refusal.AccessRefusals;
import dev.chancery.control.refusal.Refusal;

/**
 * Gives a policy of one application to the account, for any other application to have too. It keeps its id and its place. One
 * that is reusable already stays as it is.
 *
 * <p>Refusals: no such application at this path, or no such policy in it (12135, 404); a policy of an infrastructure application
 * (12130).
 */
public final class MakeReusable {
    private final Database database;
    private final Applications applications;
    private final PolicyBook book;

    public MakeReusable(Database database, Applications applications, PolicyBook book) {
        this.database = database;
        this.applications = applications;
        this.book = book;
    }

    /**
     * @throws Refusal as the class says
     */
    public BoundPolicy convert(AccountOrZoneAccess access, ApplicationId application, PolicyId id) {
        return database.write(Lane.GENERAL, tx -> convert(tx, access, application, id));
    }

    private BoundPolicy convert(Tx tx, AccountOrZoneAccess access, ApplicationId application, PolicyId id) {
        switch (CreateApplicationPolicy.hold(tx, applications, access, application)) {
            case OTHER -> {}
            case INFRASTRUCTURE ->
                throw AccessRefusals.invalid(
                        "%s belongs to an infrastructure application (expected: a policy any application could have)"
                                .formatted(id));
        }
        BoundPolicy bound = book.store().bound(tx, application, id).orElseThrow(() -> ReadPolicy.notFound(id));
        return new BoundPolicy(book.makeReusable(tx, access, bound.policy()), bound.precedence());
    }
}
