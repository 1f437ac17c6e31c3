package dev.chancery.edge.front;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.chancery.edge.belief.ClientChain;
import dev.chancery.trust.FromEdge;
import dev.chancery.trust.Hostname;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Which clients were let in by their certificates lately, for control to know whom a change would shut out, and which wait for it to
 * ask the OCSP responder of their CA. Bounded: beyond {@value
 * #MOST} that nobody took yet, further ones are not noted, and each is noted again only a minute after it was taken. Any thread.
 */
public final class Sightings {
    private static final int MOST = 10_000;
    private static final Duration AGAIN = Duration.ofMinutes(1);
    private static final Duration ASKED_AGAIN = Duration.ofSeconds(1);

    private final Map<Key, FromEdge.Sighting> noted = new ConcurrentHashMap<>();
    private final Cache<Key, Boolean> taken;
    private final Map<Key, FromEdge.Sighting> waiting = new ConcurrentHashMap<>();
    private final Cache<Key, Boolean> asked;
    private volatile boolean wanted;

    private record Key(String leaf, Hostname hostname) {}

    /**
     * @param nanos a monotonic clock
     */
    public Sightings(LongSupplier nanos) {
        taken = Caffeine.newBuilder()
                .maximumSize(10L * MOST)
                .expireAfterWrite(AGAIN)
                .ticker(nanos::getAsLong)
                .build();
        asked = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(ASKED_AGAIN)
                .ticker(nanos::getAsLong)
                .build();
    }

    /** Begins to note: there is somebody who takes. */
    public void begin() {
        wanted = true;
    }

    void saw(ClientChain chain, Hostname hostname, Instant at) {
        if (!wanted || noted.size() >= MOST) {
            return;
        }
        Key key = new Key(chain.leafSha256(), hostname);
        if (taken.getIfPresent(key) == null) {
            noted.put(key, new FromEdge.Sighting(chain.certificates(), hostname, at));
        }
    }

    /** Notes a client whose request waits for what the OCSP responder of its CA says; answers whether anybody asks. */
    boolean waits(ClientChain chain, Hostname hostname, Instant at) {
        if (wanted && waiting.size() < MOST) {
            Key key = new Key(chain.leafSha256(), hostname);
            if (asked.getIfPresent(key) == null) {
                waiting.put(key, new FromEdge.Sighting(chain.certificates(), hostname, at));
            }
        }
        return wanted;
    }

    /** Those let in that were noted since the last time. */
    public List<FromEdge.Sighting> take() {
        return taken(noted, taken);
    }

    /** Those whose requests wait and that were noted since the last time. */
    public List<FromEdge.Sighting> takeWaiting() {
        return waiting.isEmpty() ? List.of() : taken(waiting, asked);
    }

    private static List<FromEdge.Sighting> taken(Map<Key, FromEdge.Sighting> from, Cache<Key, Boolean> remembered) {
        List<FromEdge.Sighting> sightings = new ArrayList<>();
        from.forEach((key, sighting) -> {
            if (from.remove(key, sighting)) {
                remembered.put(key, true);
                sightings.add(sighting);
            }
        });
        return sightings;
    }
}
