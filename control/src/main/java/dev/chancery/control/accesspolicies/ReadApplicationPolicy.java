package dev.chancery.control.accesspolicies;

import dev.chancery.control.db.Database;
import dev.chancery.control.principal.AccountOrZoneAccess;
import dev.chancery.control.publishing.ApplicationId;
import dev.chancery.control.publishing.Applications;
import dev.chancery.control.refusal.Refusal;

/**
 * Reads one of an application's policies, its own or a reusable one it has.
 *
 * <p>Refusals: no such application at this path, or no such policy in it (12135, 404).
 */
public final class ReadApplicationPolicy {
    private final Database database;
    private final Applications applications;
    private final AccessPolicyStore store = new AccessPolicyStore();

    public ReadApplicationPolicy(Database database, Applications applications) {
        this.database = database;
        this.applications = applications;
    }

    /**
     * @throws Refusal as the class says
     */
    public BoundPolicy read(AccountOrZoneAccess access, ApplicationId application, PolicyId id) {
        return database.read(tx -> {
            if (applications.find(tx, access, application).isEmpty()) {
                throw CreateApplicationPolicy.notFound(application);
            }
            return store.bound(tx, application, id).orElseThrow(() -> ReadPolicy.notFound(id));
        });
    }
}
