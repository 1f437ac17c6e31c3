package dev.chancery.control.house;

import dev.chancery.control.principal.AccountId;
import dev.chancery.control.principal.Actor;
import dev.chancery.control.principal.Grants;
import dev.chancery.control.principal.PermissionGroup;
import dev.chancery.control.principal.Principal;
import dev.chancery.control.principal.Scope;
import dev.chancery.control.principal.ZoneId;
import dev.chancery.testkit.Caller;
import dev.chancery.testkit.Reply;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An account of the house, one of its zones, and somebody who calls. In every path <code>{account}</code> and
 * <code>{zone}</code> stand for their ids, so a test says
 * <code>account.post("/accounts/{account}/mtls_certificates", …)</code>.
 *
 * @param zoneName the zone's name
 * @param caller who calls; at first the owner
 */
public record Tenant(House house, AccountId account, ZoneId zone, String zoneName, Caller caller) {
    static Tenant make(House house, String zoneName) {
        String account = house.owner()
                .post("/accounts", Map.of("name", "Test"))
                .result()
                .path("id")
                .textValue();
        return new Tenant(house, new AccountId(account), zone(house, account, zoneName), zoneName, house.owner());
    }

    private static ZoneId zone(House house, String account, String name) {
        return new ZoneId(house.owner()
                .post("/zones", Map.of("name", name, "account", Map.of("id", account)))
                .result()
                .path("id")
                .textValue());
    }

    /** The same account with another zone, made now. */
    public Tenant withZone(String name) {
        return new Tenant(house, account, zone(house, account.hex(), name), name, caller);
    }

    /** The same, called with another's credentials. */
    public Tenant as(Caller other) {
        return new Tenant(house, account, zone, zoneName, other);
    }

    /** The same account and zone in another process of the house. */
    public Tenant at(House other) {
        return new Tenant(
                other, account, zone, zoneName, new Caller(other.nobody().base(), caller.headers()));
    }

    /** Somebody who may read everything in this account and its zones, and change nothing. */
    public Tenant reader() {
        return holding(Arrays.stream(PermissionGroup.values())
                .filter(group -> group.scope() != Scope.USER && group.name().endsWith("_READ"))
                .toArray(PermissionGroup[]::new));
    }

    /** Somebody who may change the account's settings and its zones, and nothing else. */
    public Tenant stranger() {
        return holding(PermissionGroup.ZONE_WRITE, PermissionGroup.ACCOUNT_SETTINGS_WRITE);
    }

    /** Somebody without credentials. */
    public Tenant nobody() {
        return as(house.nobody());
    }

    /** Somebody with a token of these groups on this account and its zones, made now. */
    public Tenant holding(PermissionGroup... groups) {
        String here = "com.cloudflare.api.account." + account;
        List<Map<String, ?>> policies = new ArrayList<>();
        policy(policies, Scope.ACCOUNT, Map.of(here, "*"), groups);
        policy(policies, Scope.ZONE, Map.of(here, Map.of("com.cloudflare.api.account.zone.*", "*")), groups);
        Reply made = house.owner().post("/user/tokens", Map.of("name", "held", "policies", policies));
        return as(house.bearer(made.text("/value")));
    }

    private static void policy(
            List<Map<String, ?>> policies, Scope scope, Map<String, ?> resources, PermissionGroup... groups) {
        List<Map<String, String>> ids = Arrays.stream(groups)
                .filter(group -> group.scope() == scope)
                .map(group -> Map.of("id", group.id()))
                .toList();
        if (!ids.isEmpty()) {
            policies.add(Map.of("effect", "allow", "resources", resources, "permission_groups", ids));
        }
    }

    /** The owner, as an operation outside HTTP sees it. */
    public Actor actor() {
        return new Actor(
                new Principal(
                        Principal.Kind.USER_TOKEN,
                        "d".repeat(32),
                        new Principal.Owner.OfUser(house.seeded().user()),
                        "deploy",
                        new Grants.Everything(),
                        Set.of(account),
                        true),
                "192.0.2.1",
                "request-1");
    }

    /** The path with this account and zone in it. */
    public String path(String template) {
        return template.replace("{account}", account.hex()).replace("{zone}", zone.hex());
    }

    public Reply get(String path) {
        return caller.get(path(path));
    }

    public Reply delete(String path) {
        return caller.delete(path(path));
    }

    public Reply post(String path, String body) {
        return caller.post(path(path), body);
    }

    public Reply post(String path, Map<String, ?> body) {
        return caller.post(path(path), body);
    }

    public Reply put(String path, String body) {
        return caller.put(path(path), body);
    }

    public Reply put(String path, Map<String, ?> body) {
        return caller.put(path(path), body);
    }

    public Reply patch(String path, String body) {
        return caller.patch(path(path), body);
    }

    public Reply patch(String path, Map<String, ?> body) {
        return caller.patch(path(path), body);
    }

    /** A call with a body as it is; none if it is empty. */
    public Reply call(String method, String path, String body) {
        return caller.call(method, path(path), body);
    }
}
