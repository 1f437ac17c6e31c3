package dev.chancery.control.edges;

import dev.chancery.control.db.TrustHead;
import dev.chancery.control.db.Tx;
import dev.chancery.control.publishing.Settles;
import java.util.ArrayList;
import java.util.List;

/**
 * Ends pending states on evidence: whatever waits for a revision that every edge has applied which may hold a lease.
 *
 * <p>Call it in a transaction that holds the trust head.
 */
public final class Settlement {
    private final List<Settles> features = new ArrayList<>();
    private final EdgeStore store = new EdgeStore();

    /** Has a feature's pending states end here; while the house is wired. */
    public void add(Settles feature) {
        features.add(feature);
    }

    /**
     * Ends what may end.
     *
     * @return how many pending states did
     */
    int settle(Tx tx) {
        TrustHead.Position head = TrustHead.lock(tx);
        long enforced = store.waitedFor(tx).stream()
                .mapToLong(edge -> edge.appliedIn(head.revision().lineage()))
                .min()
                .orElse(head.revision().number());
        int settled = 0;
        for (Settles feature : features) {
            settled += feature.settle(tx, enforced);
        }
        return settled;
    }
}
