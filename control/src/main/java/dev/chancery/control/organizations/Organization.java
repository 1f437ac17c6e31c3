package dev.chancery.control.organizations;

import dev.chancery.control.principal.AccountId;
import dev.chancery.trust.Hostname;
import java.time.Instant;

/**
 * An account's organization.
 *
 * @param account whose it is; an account has at most one
 * @param name for people, 1 to 350 characters
 * @param authDomain where people sign in; one organization's in the whole house
 * @param settings the switches
 * @param createdOn when it was made, in microseconds
 * @param updatedOn when it last changed
 */
public record Organization(
        AccountId account,
        String name,
        Hostname authDomain,
        OrganizationSettings settings,
        Instant createdOn,
        Instant updatedOn) {}
