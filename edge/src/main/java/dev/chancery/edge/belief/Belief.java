package dev.chancery.edge.belief;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.chancery.trust.Hostname;
import dev.chancery.trust.Judge;
import dev.chancery.trust.Site;
import dev.chancery.trust.Standing;
import dev.chancery.trust.Status;
import dev.chancery.trust.TrustBundle;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the edge believes at one moment: a bundle, and what was made of its configuration. Replaced as a whole: a reader that took
 * the reference has one consistent state, and two are the same only if they are one.
 */
public final class Belief {
    /** Nothing: no hostname is served. */
    public static final Belief NOTHING = new Belief(TrustBundle.EMPTY, ServedSites.NONE);

    private static final int MOST_REMEMBERED = 100_000;

    private record Key(String chain, Hostname hostname) {}

    private final TrustBundle bundle;
    private final ServedSites sites;
    private final Judge judge;
    private final Cache<Key, Standing> remembered;

    private Belief(TrustBundle bundle, ServedSites sites, Judge judge, Cache<Key, Standing> remembered) {
        this.bundle = bundle;
        this.sites = sites;
        this.judge = judge;
        this.remembered = remembered;
    }

    /**
     * @param sites what was made of the bundle's configuration, as by {@link ServedConfig}
     */
    public Belief(TrustBundle bundle, ServedSites sites) {
        this(bundle, sites, Judge.of(bundle.config()));
    }

    /** The same with a judge of its configuration that was made before. */
    public Belief(TrustBundle bundle, ServedSites sites, Judge judge) {
        this(
                bundle,
                sites,
                judge,
                Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build());
    }

    /**
     * The belief in a bundle that differs in its status only: everything worked out from the configuration is kept.
     *
     * @throws IllegalArgumentException if its configuration is another
     */
    public Belief with(TrustBundle next) {
        if (next.config() != bundle.config()) {
            throw new IllegalArgumentException("a bundle of another configuration");
        }
        return new Belief(next, sites, judge, remembered);
    }

    /** The bundle believed in. */
    public TrustBundle bundle() {
        return bundle;
    }

    /** Which hostnames there are. */
    public ServedSites sites() {
        return sites;
    }

    /** The revocations. */
    public Status status() {
        return bundle.status();
    }

    /** Whether what this judged of a chain is so under another belief too. */
    public boolean judgesAs(Belief other) {
        return judge == other.judge;
    }

    /** What the judge says of a chain at a site. What it found good is remembered, for whoever shows the chain again. */
    public Standing standing(Site site, ClientChain chain, Instant at) {
        Key key = new Key(chain.id(), site.hostname());
        @Nullable Standing known = remembered.getIfPresent(key);
        if (known instanceof Standing.Good good && at.isBefore(good.until())) {
            return known;
        }
        Standing standing = judge.standing(site, chain.certificates(), at);
        if (standing instanceof Standing.Good) {
            remembered.put(key, standing);
        }
        return standing;
    }
}
