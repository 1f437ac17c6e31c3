package dev.chancery.control.organizations;

import dev.chancery.control.db.Database;
import dev.chancery.control.principal.AccountId;
import dev.chancery.trust.Hostname;
import java.util.Optional;

/** Finds an organization for whoever signs people in: nobody's call stands behind it, so nobody's permission is asked. */
public final class FindOrganization {
    private final Database database;
    private final OrganizationStore store = new OrganizationStore();

    public FindOrganization(Database database) {
        this.database = database;
    }

    /** The organization whose people sign in at a host. */
    public Optional<Organization> at(Hostname authDomain) {
        return database.read(tx -> store.at(tx, authDomain));
    }

    /** The organization of an account. */
    public Optional<Organization> of(AccountId account) {
        return database.read(tx -> store.find(tx, account));
    }
}
