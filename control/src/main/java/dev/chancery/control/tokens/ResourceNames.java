package dev.chancery.control.tokens;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.principal.ResourceSelector;
import dev.chancery.control.principal.UserId;
import dev.chancery.control.principal.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** The names policies use for resources, and what they select. */
final class ResourceNames {
    private static final String USER = "com.cloudflare.api.user.";
    private static final String ACCOUNT = "com.cloudflare.api.account.";
    private static final String ZONE = "com.cloudflare.api.account.zone.";
    private static final String ALL = "*";

    private ResourceNames() {}

    /**
     * Reads a policy's {@code resources} object.
     *
     * @param faults told the name of each member that selects nothing we know, and why
     */
    static List<ResourceSelector> read(JsonNode resources, BiConsumer<String, String> faults) {
        return resources.properties().stream()
                .flatMap(member -> read(member.getKey(), member.getValue(), faults))
                .toList();
    }

    private static Stream<ResourceSelector> read(String name, JsonNode value, BiConsumer<String, String> faults) {
        if (value.isObject() && name.startsWith(ACCOUNT) && !name.startsWith(ZONE) && !value.isEmpty()) {
            return value.properties().stream()
                    .flatMap(member -> nested(name, member.getKey(), member.getValue(), faults));
        }
        if (!ALL.equals(value.textValue())) {
            faults.accept(name, "expected: \"*\", or under an account an object of zones");
            return Stream.empty();
        }
        return found(name, flat(name), faults);
    }

    private static Stream<ResourceSelector> nested(
            String account, String zone, JsonNode value, BiConsumer<String, String> faults) {
        if (!ALL.equals(value.textValue())) {
            faults.accept(account, "expected: \"*\" as the value of a zone");
            return Stream.empty();
        }
        return found(account, inAccount(account.substring(ACCOUNT.length()), zone), faults);
    }

    private static Stream<ResourceSelector> found(
            String name, Optional<ResourceSelector> selector, BiConsumer<String, String> faults) {
        if (selector.isEmpty()) {
            faults.accept(
                    name,
                    "expected: com.cloudflare.api.user.<id>, com.cloudflare.api.account.<id> or"
                            + " com.cloudflare.api.account.zone.<id>, the last two also with *");
        }
        return selector.stream();
    }

    private static Optional<ResourceSelector> flat(String name) {
        if (name.startsWith(ZONE)) {
            String id = name.substring(ZONE.length());
            return id.equals(ALL)
                    ? Optional.of(new ResourceSelector.AllZones())
                    : ZoneId.parse(id).map(ResourceSelector.OneZone::new);
        }
        if (name.startsWith(ACCOUNT)) {
            String id = name.substring(ACCOUNT.length());
            return id.equals(ALL)
                    ? Optional.of(new ResourceSelector.AllAccounts())
                    : AccountId.parse(id).map(ResourceSelector.OneAccount::new);
        }
        return name.startsWith(USER)
                ? UserId.parse(name.substring(USER.length())).map(ResourceSelector.OneUser::new)
                : Optional.empty();
    }

    private static Optional<ResourceSelector> inAccount(String accountId, String name) {
        Optional<ResourceSelector> zone = flat(name);
        if (accountId.equals(ALL)) {
            // Under every account: what the name says by itself.
            return zone.filter(selector -> name.startsWith(ZONE));
        }
        return AccountId.parse(accountId)
                .flatMap(account -> zone.flatMap(selector -> switch (selector) {
                    case ResourceSelector.AllZones() -> Optional.of(new ResourceSelector.ZonesOfAccount(account));
                    case ResourceSelector.OneZone(ZoneId id) ->
                        Optional.of(new ResourceSelector.ZoneOfAccount(account, id));
                    case ResourceSelector.OneUser _,
                            ResourceSelector.AllAccounts _,
                            ResourceSelector.OneAccount _,
                            ResourceSelector.ZonesOfAccount _,
                            ResourceSelector.ZoneOfAccount _ -> Optional.empty();
                }));
    }

    /** Writes selectors as a policy's {@code resources}, in their order. */
    static Map<String, Object> write(List<ResourceSelector> selectors) {
        Map<String, Object> resources = new LinkedHashMap<>();
        for (ResourceSelector selector : selectors) {
            switch (selector) {
                case ResourceSelector.OneUser(UserId user) -> resources.put(USER + user, ALL);
                case ResourceSelector.AllAccounts() -> resources.put(ACCOUNT + ALL, ALL);
                case ResourceSelector.OneAccount(AccountId account) -> resources.put(ACCOUNT + account, ALL);
                case ResourceSelector.AllZones() -> resources.put(ZONE + ALL, ALL);
                case ResourceSelector.OneZone(ZoneId zone) -> resources.put(ZONE + zone, ALL);
                case ResourceSelector.ZonesOfAccount(AccountId account) -> nest(resources, account, ZONE + ALL);
                case ResourceSelector.ZoneOfAccount(AccountId account, ZoneId zone) ->
                    nest(resources, account, ZONE + zone);
            }
        }
        return resources;
    }

    /** The name of a selector in a message. */
    static String name(ResourceSelector selector) {
        return write(List.of(selector)).entrySet().stream()
                .map(entry -> entry.getValue() instanceof Map<?, ?> zones
                        ? entry.getKey() + "/" + zones.keySet().iterator().next()
                        : entry.getKey())
                .findFirst()
                .orElseThrow();
    }

    private static void nest(Map<String, Object> resources, AccountId account, String zone) {
        Map<String, Object> zones = new LinkedHashMap<>();
        if (resources.get(ACCOUNT + account) instanceof Map<?, ?> before) {
            before.forEach((name, value) -> zones.put((String) name, value));
        }
        zones.put(zone, ALL);
        resources.put(ACCOUNT + account, zones);
    }
}
