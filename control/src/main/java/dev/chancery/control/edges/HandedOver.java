package dev.chancery.control.edges;

import dev.chancery.trust.AuthorityId;
import dev.chancery.trust.RevokedSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Gathers the leaves an edge tells that it believes revoked, part by part. */
final class HandedOver {
    /** More than any edge is built for: who tells more is no edge of ours. */
    private static final long MOST = 100_000_000;

    private final Map<AuthorityId, LongStream.Builder> told = new HashMap<>();
    private long size;

    /**
     * Adds some.
     *
     * @throws Outbox.StreamClosedException if there are more than any edge can believe
     */
    void add(AuthorityId authority, List<Long> prefixes) {
        size += prefixes.size();
        if (size > MOST) {
            throw new Outbox.StreamClosedException("it tells more than %d revoked leaves".formatted(MOST));
        }
        LongStream.Builder leaves = told.computeIfAbsent(authority, any -> LongStream.builder());
        prefixes.forEach(leaves::add);
    }

    /** All that was told, by CA; asked once. */
    Map<AuthorityId, RevokedSet> sets() {
        Map<AuthorityId, RevokedSet> sets = new HashMap<>();
        told.forEach((authority, leaves) ->
                sets.put(authority, RevokedSet.of(leaves.build().toArray())));
        return sets;
    }
}
