package dev.chancery.control.principal;

/** One entry of a policy's {@code resources}: the resources it covers. */
public sealed interface ResourceSelector {
    /** {@code com.cloudflare.api.user.<id>}. */
    record OneUser(UserId user) implements ResourceSelector {}

    /** {@code com.cloudflare.api.account.*}: every account the token's owner belongs to. */
    record AllAccounts() implements ResourceSelector {}

    /** {@code com.cloudflare.api.account.<id>}. */
    record OneAccount(AccountId account) implements ResourceSelector {}

    /** {@code com.cloudflare.api.account.zone.*}: every zone of every account the token's owner belongs to. */
    record AllZones() implements ResourceSelector {}

    /** {@code com.cloudflare.api.account.zone.<id>}. */
    record OneZone(ZoneId zone) implements ResourceSelector {}

    /** {@code com.cloudflare.api.account.zone.*} nested under an account. */
    record ZonesOfAccount(AccountId account) implements ResourceSelector {}

    /** {@code com.cloudflare.api.account.zone.<id>} nested under an account. */
    record ZoneOfAccount(AccountId account, ZoneId zone) implements ResourceSelector {}

    /** Whether a resource is covered. */
    default boolean covers(Resource resource) {
        return switch (resource) {
            case Resource.OfUser(UserId id) -> this instanceof OneUser(UserId user) && user.equals(id);
            case Resource.OfAccount(AccountId id) ->
                switch (this) {
                    case AllAccounts() -> true;
                    case OneAccount(AccountId account) -> account.equals(id);
                    case OneUser _, AllZones _, OneZone _, ZonesOfAccount _, ZoneOfAccount _ -> false;
                };
            case Resource.OfZone(ZoneId id, AccountId account) ->
                switch (this) {
                    case AllZones() -> true;
                    case OneZone(ZoneId zone) -> zone.equals(id);
                    case ZonesOfAccount(AccountId of) -> of.equals(account);
                    case ZoneOfAccount(AccountId of, ZoneId zone) -> of.equals(account) && zone.equals(id);
                    case OneUser _, AllAccounts _, OneAccount _ -> false;
                };
        };
    }
}
