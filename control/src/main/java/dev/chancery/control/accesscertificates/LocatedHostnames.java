package dev.chancery.control.accesscertificates;

import dev.chancery.control.accesscertificates.AccountZones.AccountZone;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.ZoneId;
import dev.chancery.control.publishing.Published;
import dev.chancery.control.refusal.Fault;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.trust.Hostname;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A caller's hostnames, each once, with the zones they were found to lie in: what a write starts with. */
final class LocatedHostnames {
    private final SequencedMap<Hostname, Located> byName = new LinkedHashMap<>();

    /**
     * A hostname where the caller named it.
     *
     * @param place a JSON pointer into the body
     */
    record Located(Hostname hostname, AccountZone zone, String place) {}

    /**
     * Adds one.
     *
     * @return whether it was named for the first time
     */
    boolean add(Located located) {
        return byName.putIfAbsent(located.hostname(), located) == null;
    }

    boolean isEmpty() {
        return byName.isEmpty();
    }

    /** The hostnames in the caller's order. */
    List<Hostname> names() {
        return List.copyOf(byName.keySet());
    }

    /** The zone of each hostname, in the caller's order. */
    SequencedMap<Hostname, ZoneId> zones() {
        SequencedMap<Hostname, ZoneId> zones = new LinkedHashMap<>();
        byName.forEach((hostname, located) -> zones.put(hostname, located.zone().id()));
        return zones;
    }

    /**
     * Keeps the zones from being deleted before the write commits. They were looked up before it began.
     *
     * @throws Refusal if one of them is gone (12036)
     */
    void hold(Tx tx, AccountZoneStore store, View view) {
        Map<ZoneId, List<Located>> byZone = byName.values().stream()
                .collect(Collectors.groupingBy(located -> located.zone().id()));
        List<Fault> faults = new ArrayList<>();
        // Always in the same order, so that no two writes wait for each other.
        byZone.keySet().stream().sorted(Comparator.comparing(ZoneId::hex)).forEach(zone -> {
            if (!store.lockZone(tx, zone)) {
                byZone.getOrDefault(zone, List.of())
                        .forEach(located -> faults.add(AccessFaults.foreign(
                                located.place(), located.hostname().ascii(), view)));
            }
        });
        if (!faults.isEmpty()) {
            throw new Refusal(faults);
        }
    }

    /**
     * Of the rows there are, those a replacement from a view is about: what the view sees, and whatever stands for a hostname
     * it now claims, which may have been bound before the zone it lies in was made.
     */
    <T> List<Published<T>> within(List<Published<T>> rows, View view, Function<T, ZoneId> zone) {
        return rows.stream()
                .filter(row -> view.sees(zone.apply(row.what())) || byName.containsKey(row.hostname()))
                .toList();
    }
}
