package dev.chancery.control.accesscertificates;

import dev.chancery.control.accesscertificates.LocatedHostnames.Located;
import dev.chancery.control.refusal.Excerpt;
import dev.chancery.control.refusal.Fault;
import dev.chancery.trust.Hostname;
import java.util.List;
import java.util.Optional;

/** Reads a caller's hostnames and finds their zones; what is wrong with one becomes a fault with its place. */
final class HostnameReader {
    private final View view;
    private final AccountZones zones;
    private final List<Fault> faults;

    /**
     * @param faults where faults are added
     */
    HostnameReader(View view, AccountZones zones, List<Fault> faults) {
        this.view = view;
        this.zones = zones;
        this.faults = faults;
    }

    /** Reads a list; a name given twice counts once, where it stood first. */
    LocatedHostnames readAll(List<String> texts, String place) {
        LocatedHostnames located = new LocatedHostnames();
        for (int i = 0; i < texts.size(); i++) {
            read(texts.get(i), place + "/" + i).ifPresent(located::add);
        }
        return located;
    }

    /**
     * Reads one.
     *
     * @param place a JSON pointer into the body
     */
    Optional<Located> read(String text, String place) {
        try {
            Hostname hostname = Hostname.parse(text);
            Optional<Located> located = zones.of(hostname)
                    .filter(zone -> view.sees(zone.id()))
                    .map(zone -> new Located(hostname, zone, place));
            if (located.isEmpty()) {
                faults.add(AccessFaults.foreign(place, text, view));
            }
            return located;
        } catch (Hostname.Malformed e) {
            faults.add(AccessFaults.invalid(
                    place,
                    "%s: %s (expected: a fully qualified domain name; %s)"
                            .formatted(place.substring(1), Excerpt.of(text), e.reason())));
            return Optional.empty();
        }
    }
}
