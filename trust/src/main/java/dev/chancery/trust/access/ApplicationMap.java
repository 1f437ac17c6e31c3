package dev.chancery.trust.access;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which application protects what. The most specific place wins: a host named exactly before one under a star, then the longer
 * path. Immutable.
 */
public final class ApplicationMap {
    private static final Found NOTHING = new Found.Nothing();
    private static final Found UNCLEAR = new Found.Unclear();

    private final Map<String, List<Placed>> exact;
    private final List<Placed> patterns;

    private record Placed(Place place, Found.Protected found) {}

    /** What was found at a place. */
    public sealed interface Found {
        /** No application protects it. */
        record Nothing() implements Found {}

        /** An application does. */
        record Protected(AccessApplication application) implements Found {}

        /** Servers would not agree which one does: such a request is refused ({@link RequestPaths}). */
        record Unclear() implements Found {}
    }

    private ApplicationMap(Map<String, List<Placed>> exact, List<Placed> patterns) {
        this.exact = exact;
        this.patterns = patterns;
    }

    /** The map of some applications. */
    public static ApplicationMap of(Collection<AccessApplication> applications) {
        Map<String, List<Placed>> exact = new HashMap<>();
        List<Placed> patterns = new ArrayList<>();
        for (AccessApplication application : applications) {
            Found.Protected found = new Found.Protected(application);
            for (Place place : application.places()) {
                List<Placed> list =
                        place.isPattern() ? patterns : exact.computeIfAbsent(place.host(), _ -> new ArrayList<>());
                list.add(new Placed(place, found));
            }
        }
        Comparator<Placed> order = Comparator.comparing(Placed::place, Place.MOST_SPECIFIC_FIRST)
                .thenComparing(placed -> placed.found().application().id());
        exact.values().forEach(list -> list.sort(order));
        patterns.sort(order);
        return new ApplicationMap(exact, patterns);
    }

    /** Whether some application protects something at a host, lower case. */
    public boolean protects(String host) {
        return exact.containsKey(host)
                || patterns.stream().anyMatch(placed -> placed.place().covers(host));
    }

    /** The applications that protect something at a host, lower case, each once. */
    public List<AccessApplication> at(String host) {
        return Stream.concat(exact.getOrDefault(host, List.of()).stream(), patterns.stream())
                .filter(placed -> placed.place().covers(host))
                .map(placed -> placed.found().application())
                .distinct()
                .toList();
    }

    /**
     * What protects a request.
     *
     * @param host lower case, A-labels, no port
     * @param path of the request target, without its query, as it was sent
     */
    public Found find(String host, String path) {
        if (exact.isEmpty() && patterns.isEmpty()) {
            return NOTHING;
        }
        Set<String> readings = RequestPaths.of(path);
        @Nullable Found found = null;
        for (String reading : readings) {
            Found here = findExactly(host, reading);
            if (found != null && !same(found, here)) {
                return UNCLEAR;
            }
            found = here;
        }
        return found == null ? NOTHING : found;
    }

    private static boolean same(Found one, Found other) {
        return switch (one) {
            case Found.Protected(var here) ->
                other instanceof Found.Protected(var there) && here.id().equals(there.id());
            case Found.Nothing _ -> other instanceof Found.Nothing;
            case Found.Unclear _ -> false;
        };
    }

    private Found findExactly(String host, String path) {
        List<Placed> named = exact.getOrDefault(host, List.of());
        for (int i = 0; i < named.size(); i++) {
            if (named.get(i).place().coversPath(path)) {
                return named.get(i).found();
            }
        }
        for (int i = 0; i < patterns.size(); i++) {
            Placed placed = patterns.get(i);
            if (placed.place().covers(host) && placed.place().coversPath(path)) {
                return placed.found();
            }
        }
        return NOTHING;
    }
}
