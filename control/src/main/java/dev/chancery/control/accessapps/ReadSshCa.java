package dev.chancery.control.accessapps;

import dev.chancery.control.db.Database;
import dev.chancery.control.principal.AccountOrZoneAccess;
import dev.chancery.control.publishing.ApplicationId;
import dev.chancery.control.refusal.AccessRefusals;
import dev.chancery.control.refusal.Refusal;

/**
 * Reads the SSH CA of an application.
 *
 * <p>Refusals: no application with this id that the path shows, or one without an SSH CA (12135, 404).
 */
public final class ReadSshCa {
    private final Database database;
    private final ApplicationStore applications = new ApplicationStore();
    private final SshCaStore store = new SshCaStore();

    public ReadSshCa(Database database) {
        this.database = database;
    }

    /**
     * @throws Refusal as the class says
     */
    public SshCa read(AccountOrZoneAccess access, ApplicationId id) {
        return database.read(tx -> {
            Application application = applications.find(tx, access, id).orElseThrow(() -> ReadApplication.notFound(id));
            return store.find(tx, application.id()).orElseThrow(() -> none(id));
        });
    }

    static Refusal none(ApplicationId id) {
        return AccessRefusals.notFound("the application %s has no SSH CA".formatted(id));
    }
}
