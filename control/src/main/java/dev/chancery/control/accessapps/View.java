package dev.chancery.control.accessapps;

import dev.chancery.control.principal.AccountAccess;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.principal.AccountOrZoneAccess;
import dev.chancery.control.principal.ZoneAccess;

/**
 * Whose list is asked for: an account's, or a zone's, which is the part of its account's list that lies wholly in the zone.
 *
 * @param column the column of applications and SSH CAs that holds the owner
 * @param owner the id of the account or zone
 */
record View(String column, String owner, ListedOrder.Listing applications, ListedOrder.Listing sshCas) {
    private static final String ACCOUNT = "account_id";
    private static final String ZONE = "zone_id";

    static View of(AccountOrZoneAccess access) {
        return switch (access) {
            case AccountAccess account -> ofAccount(account.account());
            case ZoneAccess zone ->
                new View(
                        ZONE,
                        zone.zone().hex(),
                        ListedOrder.Listing.ZONE_APPLICATIONS,
                        ListedOrder.Listing.ZONE_SSH_CAS);
        };
    }

    static View ofAccount(AccountId account) {
        return new View(
                ACCOUNT, account.hex(), ListedOrder.Listing.ACCOUNT_APPLICATIONS, ListedOrder.Listing.ACCOUNT_SSH_CAS);
    }
}
