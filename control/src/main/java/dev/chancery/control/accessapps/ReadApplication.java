package dev.chancery.control.accessapps;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountOrZoneAccess;
import dev.chancery.control.publishing.ApplicationId;
import dev.chancery.control.publishing.ApplicationPolicies;
import dev.chancery.control.refusal.AccessRefusals;
import dev.chancery.control.refusal.Refusal;
import java.util.List;

/**
 * Reads one application with its policies.
 *
 * <p>Refusals: none with this id that the path shows (12135, 404).
 */
public final class ReadApplication {
    private final Database database;
    private final ApplicationPolicies policies;
    private final ApplicationStore store = new ApplicationStore();

    /**
     * An application and its policies as they are shown.
     *
     * @param policies in order of precedence
     */
    public record Shown(Application application, List<JsonNode> policies) {
        public Shown {
            policies = List.copyOf(policies);
        }
    }

    public ReadApplication(Database database, ApplicationPolicies policies) {
        this.database = database;
        this.policies = policies;
    }

    /**
     * @throws Refusal as the class says
     */
    public Shown read(AccountOrZoneAccess access, ApplicationId id) {
        return database.read(tx -> show(tx, store.find(tx, access, id).orElseThrow(() -> notFound(id)), policies));
    }

    static Shown show(Tx tx, Application application, ApplicationPolicies policies) {
        return new Shown(application, policies.shown(tx, application.id()));
    }

    static Refusal notFound(ApplicationId id) {
        return AccessRefusals.notFound("no application has the id %s here".formatted(id));
    }
}
