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

    /**
     * Whether everything another selector covers, now and later, is covered by this one. A zone named without its account
     * lies in no account as far as this can tell; name it with its account to compare.
     */
    default boolean includes(ResourceSelector other) {
        return equals(other)
                || switch (other) {
                    case OneUser _, AllAccounts _, AllZones _ -> false;
                    case OneAccount _ -> this instanceof AllAccounts;
                    case ZonesOfAccount _, OneZone _ -> this instanceof AllZones;
                    case ZoneOfAccount(AccountId account, ZoneId zone) ->
                        this instanceof AllZones || equals(new ZonesOfAccount(account)) || equals(new OneZone(zone));
                };
    }

    /** Whether something may be covered by both; true where it cannot be told. */
    default boolean mayMeet(ResourceSelector other) {
        if (includes(other) || other.includes(this)) {
            return true;
        }
        return switch (this) {
            case OneUser _, AllAccounts _, OneAccount _, AllZones _ -> false;
            case OneZone(ZoneId zone) ->
                switch (other) {
                    case ZonesOfAccount _ -> true;
                    case ZoneOfAccount(AccountId _, ZoneId of) -> of.equals(zone);
                    case OneUser _, AllAccounts _, OneAccount _, AllZones _, OneZone _ -> false;
                };
            case ZonesOfAccount _, ZoneOfAccount _ ->
                other instanceof OneZone(ZoneId zone)
                        && !(this instanceof ZoneOfAccount(AccountId _, ZoneId of) && !of.equals(zone));
        };
    }
}
