package dev.chancery.control.v4;

import dev.chancery.control.principal.AccountAccess;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.principal.Actor;
import dev.chancery.control.principal.Directory;
import dev.chancery.control.principal.PermissionGroup;
import dev.chancery.control.principal.Principal;
import dev.chancery.control.principal.Resource;
import dev.chancery.control.principal.Scope;
import dev.chancery.control.principal.UserAccess;
import dev.chancery.control.principal.UserId;
import dev.chancery.control.principal.ZoneAccess;
import dev.chancery.control.principal.ZoneId;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Refusal;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The gate every call passes: the route's permission, asked of the principal on the resource the path names. It alone
 * makes the capabilities operations demand.
 *
 * <p>A caller that may not know of a resource hears the same whether it exists or not.
 */
public final class Gate {
    private final Directory directory;

    public Gate(Directory directory) {
        this.directory = directory;
    }

    /**
     * Lets a call in, or refuses it.
     *
     * @param principal null only where the route asks for no credentials
     */
    public Call admit(Route route, Call.Inbound inbound, @Nullable Principal principal) {
        return switch (route.permission()) {
            case Permission.Anyone() -> new Call(inbound, principal, null, null);
            case Permission.AnyPrincipal(), Permission.OwnToken() -> new Call(inbound, known(principal), null, null);
            case Permission.Groups(Scope scope, Set<PermissionGroup> anyOf) ->
                on(scope, inbound, known(principal), (caller, resource) -> holds(caller, anyOf, resource));
            case Permission.Sees(Scope scope) -> on(scope, inbound, known(principal), Principal::sees);
        };
    }

    private Call on(Scope scope, Call.Inbound inbound, Principal principal, BiPredicate<Principal, Resource> granted) {
        Actor actor = new Actor(principal, inbound.ip(), inbound.requestId());
        return switch (scope) {
            case USER -> {
                demand(granted.test(
                        principal, new Resource.OfUser(userAccess(actor).user())));
                yield new Call(inbound, principal, null, null);
            }
            case ACCOUNT -> {
                String text = inbound.path().getOrDefault("account_id", "");
                AccountId id = AccountId.parse(text).orElseThrow(() -> unroutable("accounts", text));
                demand(granted.test(principal, new Resource.OfAccount(id)));
                yield new Call(inbound, principal, null, new AccountAccess(id, actor));
            }
            case ZONE -> {
                String text = inbound.path().getOrDefault("zone_id", "");
                Directory.ZoneEntry zone =
                        ZoneId.parse(text).flatMap(directory::zone).orElseThrow(() -> unroutable("zones", text));
                Resource.OfZone resource = new Resource.OfZone(zone.zone(), zone.account());
                if (!principal.sees(resource) && !principal.sees(new Resource.OfAccount(zone.account()))) {
                    throw unroutable("zones", text);
                }
                demand(granted.test(principal, resource));
                yield new Call(
                        inbound, principal, new ZoneAccess(zone.zone(), zone.account(), zone.name(), actor), null);
            }
        };
    }

    /** On a zone, each group is asked of what it is about: the zone, or the account the zone lies in. */
    private static boolean holds(Principal principal, Set<PermissionGroup> anyOf, Resource resource) {
        return resource instanceof Resource.OfZone(ZoneId _, AccountId account)
                ? principal.may(about(Scope.ZONE, anyOf), resource)
                        || principal.may(about(Scope.ACCOUNT, anyOf), new Resource.OfAccount(account))
                : principal.may(anyOf, resource);
    }

    private static Set<PermissionGroup> about(Scope scope, Set<PermissionGroup> groups) {
        Set<PermissionGroup> about = EnumSet.noneOf(PermissionGroup.class);
        for (PermissionGroup group : groups) {
            if (group.scope() == scope) {
                about.add(group);
            }
        }
        return about;
    }

    static UserAccess userAccess(Actor actor) {
        return switch (actor.principal().owner()) {
            case Principal.Owner.OfUser(UserId user) -> new UserAccess(user, actor);
            case Principal.Owner.OfAccount(AccountId _) ->
                throw ErrorCode.INVALID_REQUEST_HEADERS.refusal(
                        "An account's token has no user behind it (expected: a user's token; for its own account use"
                                + " /accounts/{account_id}/tokens)");
        };
    }

    private static Principal known(@Nullable Principal principal) {
        if (principal == null) {
            throw ErrorCode.MISSING_CREDENTIALS.refusal("Missing X-Auth-Key, X-Auth-Email or Authorization headers");
        }
        return principal;
    }

    private static void demand(boolean allowed) {
        if (!allowed) {
            throw denied();
        }
    }

    private static Refusal denied() {
        return ErrorCode.PERMISSION_DENIED.refusal("Authentication error");
    }

    private static Refusal unroutable(String kind, String id) {
        return ErrorCode.INVALID_IDENTIFIER.refusal(
                "Could not route to /%s/%s, perhaps your object identifier is invalid?"
                        .formatted(kind, id.length() > 64 ? id.substring(0, 64) + "…" : id));
    }
}
