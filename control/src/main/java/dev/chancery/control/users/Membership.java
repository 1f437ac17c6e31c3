package dev.chancery.control.users;

import dev.chancery.control.principal.AccountId;
import java.time.Instant;

/**
 * A user's membership in a live account.
 *
 * @param account the account's id
 * @param accountName its name
 * @param accountType its type, in the API's word
 * @param accountSettings its settings, as the JSON it is kept as
 * @param accountCreatedOn when it was made
 */
record Membership(
        MembershipId id,
        MembershipStatus status,
        AccountId account,
        String accountName,
        String accountType,
        String accountSettings,
        Instant accountCreatedOn) {}
