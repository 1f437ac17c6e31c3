package dev.chancery.control.organizations;

import dev.chancery.control.db.Database;
import dev.chancery.control.principal.AccountOrZoneAccess;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Refusal;

/**
 * Reads an account's organization.
 *
 * <p>Refusals: the account has none yet (9999, 404).
 */
public final class ReadOrganization {
    private final Database database;
    private final OrganizationStore store = new OrganizationStore();

    public ReadOrganization(Database database) {
        this.database = database;
    }

    /**
     * @throws Refusal as the class says
     */
    public Organization read(AccountOrZoneAccess access) {
        return database.read(tx -> store.find(tx, access.account())).orElseThrow(ReadOrganization::notEnabled);
    }

    static Refusal notEnabled() {
        return ErrorCode.ACCESS_NOT_ENABLED.refusal(
                "access.api.error.not_enabled: Access is not enabled. The account has no"
                        + " organization (expected: one, made by POST …/access/organizations)");
    }
}
