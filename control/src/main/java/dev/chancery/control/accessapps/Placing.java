package dev.chancery.control.accessapps;

import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountAccess;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.principal.AccountOrZoneAccess;
import dev.chancery.control.principal.ZoneAccess;
import dev.chancery.control.principal.ZoneId;
import dev.chancery.control.publishing.IdentityProviders;
import dev.chancery.control.refusal.AccessRefusals;
import dev.chancery.control.refusal.Fault;
import dev.chancery.control.refusal.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks up what a draft names and puts the application in its zones: every place must lie in a zone of the account, at a zone's
 * path in that zone, and belong to no other application.
 */
final class Placing {
    private final ApplicationStore store;
    private final IdentityProviders providers;

    Placing(ApplicationStore store, IdentityProviders providers) {
        this.store = store;
        this.providers = providers;
    }

    /**
     * Where a draft lies. Of zones inside one another the innermost counts.
     *
     * @param zone the zone that holds all of it; null where there is none, or more than one
     * @param zones the zone of each place
     */
    record Placed(@Nullable ZoneId zone, Map<ApplicationDraft.Placed<Location>, ZoneId> zones) {}

    /**
     * Finds the zones, which are not deleted before the transaction ends.
     *
     * @throws Refusal with every fault of the draft and of what it names (12130)
     */
    Placed place(Tx tx, AccountOrZoneAccess access, ApplicationType type, ApplicationDraft draft) {
        List<Fault> faults = new ArrayList<>(draft.faults());
        Map<ApplicationDraft.Placed<Location>, ZoneId> zones = new LinkedHashMap<>();
        Map<String, Optional<ZoneId>> known = new HashMap<>();
        for (ApplicationDraft.Placed<Location> place : draft.places()) {
            zoneOf(tx, access, place.value(), known)
                    .ifPresentOrElse(
                            zone -> zones.put(place, zone),
                            () -> faults.add(outside(access, place.value(), place.pointer())));
        }
        for (var named : draft.providers()) {
            if (providers.hold(tx, access.account(), named.value()).isEmpty()) {
                faults.add(AccessRefusals.invalid(
                        named.pointer(),
                        "%s: %s (expected: an identity provider of the account)"
                                .formatted(named.pointer().substring(1), named.value())));
            }
        }
        @Nullable
        ZoneId zone = type == ApplicationType.BOOKMARK ? zoneOfLink(tx, access, draft.domain(), known) : common(zones);
        if (access instanceof ZoneAccess(ZoneId asked, AccountId _, String name, var _)
                && !asked.equals(zone)
                && faults.isEmpty()) {
            faults.add(AccessRefusals.invalid(
                    draft.domain().isEmpty() ? "/type" : "/domain",
                    "domain does not belong to zone: the application does not lie wholly in %s (expected: the account's"
                                    .formatted(name)
                            + " path)"));
        }
        if (!faults.isEmpty()) {
            throw new Refusal(faults);
        }
        return new Placed(zone, zones);
    }

    /**
     * Gives its places to an application whose row is there and has none.
     *
     * @throws Refusal with every place that belongs to another (12132)
     */
    void claim(Tx tx, Application application, Placed placed) {
        List<Fault> faults = new ArrayList<>();
        placed.zones().forEach((place, zone) -> {
            if (!store.insertDomain(tx, application, zone, place.value())) {
                faults.add(AccessRefusals.conflict(
                        place.pointer(), "destination belongs to another application: %s".formatted(place.value())));
            }
        });
        if (!faults.isEmpty()) {
            throw new Refusal(faults);
        }
    }

    private Optional<ZoneId> zoneOf(
            Tx tx, AccountOrZoneAccess access, Location location, Map<String, Optional<ZoneId>> known) {
        return location.zoneNames().stream()
                .map(name -> known.computeIfAbsent(name, unknown -> store.holdZone(tx, access.account(), name)))
                .flatMap(Optional::stream)
                .findFirst()
                .filter(zone ->
                        !(access instanceof ZoneAccess asked) || asked.zone().equals(zone));
    }

    private @Nullable ZoneId zoneOfLink(
            Tx tx, AccountOrZoneAccess access, String link, Map<String, Optional<ZoneId>> known) {
        try {
            return zoneOf(tx, access, ApplicationRules.location(link), known).orElse(null);
        } catch (Location.Malformed e) {
            // Among the draft's faults already.
            return null;
        }
    }

    private static @Nullable ZoneId common(Map<ApplicationDraft.Placed<Location>, ZoneId> zones) {
        Set<ZoneId> all = new HashSet<>(zones.values());
        return all.size() == 1 ? all.iterator().next() : null;
    }

    private static Fault outside(AccountOrZoneAccess access, Location location, String pointer) {
        String expected = switch (access) {
            case AccountAccess _ -> "a name in a zone of the account";
            case ZoneAccess zone -> zone.zoneName() + " or a name below it";
        };
        return AccessRefusals.invalid(
                pointer,
                "domain does not belong to zone: %s: %s (expected: %s)"
                        .formatted(pointer.substring(1), location.host(), expected));
    }
}
