package dev.chancery.trust;

import java.util.List;

/**
 * What leads from one revision of a lineage to a later one.
 *
 * @param from the number of the revision it starts from
 * @param base the digest of the bundle at {@code from}
 * @param to where it leads
 * @param result the digest of the bundle at {@code to}
 */
public record Delta(long from, BundleDigest base, Revision to, BundleDigest result, List<Change> changes) {
    public Delta {
        changes = List.copyOf(changes);
        if (to.number() <= from) {
            throw new IllegalArgumentException("a delta from %d to %s".formatted(from, to));
        }
    }
}
