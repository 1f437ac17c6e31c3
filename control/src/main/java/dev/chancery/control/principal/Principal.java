package dev.chancery.control.principal;

import java.util.Set;

/**
 * An authenticated API caller.
 *
 * @param kind which credentials were shown
 * @param id the token's id, or the user's for a legacy key
 * @param owner whose power it is
 * @param name the token's name or the user's e-mail address, for the audit log
 * @param grants what it may do
 * @param accounts the accounts its owner belongs to; nothing outside them is ever reachable
 * @param unmetered whether the rate limit passes it by (the owner token of a local start)
 */
public record Principal(
        Kind kind, String id, Owner owner, String name, Grants grants, Set<AccountId> accounts, boolean unmetered) {
    /** Which credentials were shown. */
    public enum Kind {
        USER_TOKEN("user"),
        ACCOUNT_TOKEN("account"),
        LEGACY_KEY("user");

        private final String actorType;

        Kind(String actorType) {
            this.actorType = actorType;
        }

        /** The audit log's word for who acted. */
        public String actorType() {
            return actorType;
        }
    }

    /** Whose power the credentials carry. */
    public sealed interface Owner {
        /** A user. */
        record OfUser(UserId user) implements Owner {}

        /** An account, with no user behind it. */
        record OfAccount(AccountId account) implements Owner {}
    }

    public Principal {
        accounts = Set.copyOf(accounts);
    }

    /** Whether one of the accepted groups is granted on a resource inside the owner's accounts. */
    public boolean may(Set<PermissionGroup> accepted, Resource resource) {
        return reaches(resource) && grants.allow(accepted, resource);
    }

    /**
     * Whether one of the accepted groups is granted on everything a selector covers, now and later, inside the owner's
     * accounts. It asks for a right over a whole, such as making a new zone in an account.
     */
    public boolean mayThroughout(Set<PermissionGroup> accepted, ResourceSelector whole) {
        return reaches(whole) && grants.allowThroughout(accepted, whole);
    }

    /** Whether the resource may be known to exist. */
    public boolean sees(Resource resource) {
        return reaches(resource) && grants.see(resource);
    }

    /** Whether what a selector names lies inside the owner's reach; where it names no account, only its accounts count. */
    public boolean reaches(ResourceSelector selector) {
        return switch (selector) {
            case ResourceSelector.OneUser(UserId id) -> owner instanceof Owner.OfUser(UserId user) && user.equals(id);
            case ResourceSelector.OneAccount(AccountId account) -> accounts.contains(account);
            case ResourceSelector.ZonesOfAccount(AccountId account) -> accounts.contains(account);
            case ResourceSelector.ZoneOfAccount(AccountId account, ZoneId _) -> accounts.contains(account);
            case ResourceSelector.AllAccounts _, ResourceSelector.AllZones _, ResourceSelector.OneZone _ -> true;
        };
    }

    private boolean reaches(Resource resource) {
        return switch (resource) {
            case Resource.OfUser(UserId id) -> owner instanceof Owner.OfUser(UserId user) && user.equals(id);
            case Resource.OfAccount(AccountId account) -> accounts.contains(account);
            case Resource.OfZone(ZoneId _, AccountId account) -> accounts.contains(account);
        };
    }
}
