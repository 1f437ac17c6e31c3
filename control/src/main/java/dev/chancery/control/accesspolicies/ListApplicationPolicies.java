package dev.chancery.control.accesspolicies;

import dev.chancery.control.db.Database;
import dev.chancery.control.principal.AccountOrZoneAccess;
import dev.chancery.control.publishing.ApplicationId;
import dev.chancery.control.publishing.Applications;
import dev.chancery.control.refusal.Refusal;
import java.util.List;

/**
 * Lists an application's policies, its own and the reusable ones it has, in order of precedence.
 *
 * <p>Refusals: no such application at this path (12135, 404).
 */
public final class ListApplicationPolicies {
    private final Database database;
    private final Applications applications;
    private final AccessPolicyStore store = new AccessPolicyStore();

    public ListApplicationPolicies(Database database, Applications applications) {
        this.database = database;
        this.applications = applications;
    }

    /**
     * @throws Refusal as the class says
     */
    public List<BoundPolicy> list(AccountOrZoneAccess access, ApplicationId application) {
        return database.read(tx -> {
            if (applications.find(tx, access, application).isEmpty()) {
                throw CreateApplicationPolicy.notFound(application);
            }
            return store.bound(tx, application);
        });
    }
}
