package dev.chancery.trust;

import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * The revoked leaves of one managed CA, by serial prefix: immutable, exact, about 8.1 bytes each.
 *
 * <p>Prefixes are spread over shards of some 250; a shard is a sorted array. A changed set shares every shard it did not touch with
 * the one it came from, so that a revocation among ten millions costs a few microseconds, and readers need no lock. Looking up
 * allocates nothing.
 */
public final class RevokedSet {
    private static final int MEAN = 256;
    private static final int MOST_BITS = 20;
    private static final long[] NONE = {};

    /** The set with nothing in it. */
    public static final RevokedSet EMPTY = new RevokedSet(new long[][] {NONE}, 0, 0);

    private final long[][] shards;
    private final int bits;
    private final long size;

    private RevokedSet(long[][] shards, int bits, long size) {
        this.shards = shards;
        this.bits = bits;
        this.size = size;
    }

    /** Whether the leaf with this serial prefix is revoked. */
    public boolean contains(long prefix) {
        return Arrays.binarySearch(shards[shard(prefix, bits)], prefix) >= 0;
    }

    /** How many are revoked. */
    public long size() {
        return size;
    }

    /** Passes on every prefix, in no particular order. */
    public void forEach(LongConsumer consumer) {
        for (long[] shard : shards) {
            for (long prefix : shard) {
                consumer.accept(prefix);
            }
        }
    }

    /** With these prefixes too. */
    public RevokedSet plus(long... prefixes) {
        Editor editor = new Editor();
        for (long prefix : prefixes) {
            editor.add(prefix);
        }
        return editor.done();
    }

    /** Without these prefixes. */
    public RevokedSet minus(long... prefixes) {
        Editor editor = new Editor();
        for (long prefix : prefixes) {
            editor.remove(prefix);
        }
        return editor.done();
    }

    /** The set of these prefixes, which may repeat: for a snapshot, in the time it takes to sort them. */
    public static RevokedSet of(long... prefixes) {
        int bits = bitsFor(prefixes.length);
        int[] counts = new int[1 << bits];
        for (long prefix : prefixes) {
            counts[shard(prefix, bits)]++;
        }
        long[][] shards = new long[1 << bits][];
        for (int i = 0; i < shards.length; i++) {
            shards[i] = counts[i] == 0 ? NONE : new long[counts[i]];
        }
        for (long prefix : prefixes) {
            int shard = shard(prefix, bits);
            shards[shard][--counts[shard]] = prefix;
        }
        long size = 0;
        for (int i = 0; i < shards.length; i++) {
            shards[i] = distinct(shards[i]);
            size += shards[i].length;
        }
        return new RevokedSet(shards, bits, size);
    }

    private static long[] distinct(long[] shard) {
        Arrays.sort(shard);
        int kept = 0;
        for (int i = 0; i < shard.length; i++) {
            if (i == 0 || shard[i] != shard[i - 1]) {
                shard[kept++] = shard[i];
            }
        }
        return kept == shard.length ? shard : Arrays.copyOf(shard, kept);
    }

    /** The top bits of a multiplicative hash: prefixes grow with time, and must not crowd into the last shard. */
    private static int shard(long prefix, int bits) {
        return bits == 0 ? 0 : (int) ((prefix * 0x9E37_79B9_7F4A_7C15L) >>> (64 - bits));
    }

    private static int bitsFor(long size) {
        long wanted = Math.max(1, size / MEAN);
        return Math.min(MOST_BITS, 63 - Long.numberOfLeadingZeros(wanted));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RevokedSet that && size == that.size && holdsAll(that);
    }

    private boolean holdsAll(RevokedSet that) {
        for (long[] shard : that.shards) {
            for (long prefix : shard) {
                if (!contains(prefix)) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        long[] sum = {size};
        forEach(prefix -> sum[0] += prefix);
        return Long.hashCode(sum[0]);
    }

    @Override
    public String toString() {
        return "RevokedSet[" + size + "]";
    }

    /** Copies the shards it changes, each once for its new length, and no other. */
    private final class Editor {
        private final long[][] edited = shards.clone();
        private long editedSize = size;

        void add(long prefix) {
            int index = shard(prefix, bits);
            long[] shard = edited[index];
            int at = Arrays.binarySearch(shard, prefix);
            if (at >= 0) {
                return;
            }
            int place = -at - 1;
            long[] longer = Arrays.copyOf(shard, shard.length + 1);
            System.arraycopy(shard, place, longer, place + 1, shard.length - place);
            longer[place] = prefix;
            edited[index] = longer;
            editedSize++;
        }

        void remove(long prefix) {
            int index = shard(prefix, bits);
            long[] shard = edited[index];
            int at = Arrays.binarySearch(shard, prefix);
            if (at < 0) {
                return;
            }
            long[] shorter = Arrays.copyOf(shard, shard.length - 1);
            System.arraycopy(shard, at + 1, shorter, at, shorter.length - at);
            edited[index] = shorter.length == 0 ? NONE : shorter;
            editedSize--;
        }

        RevokedSet done() {
            RevokedSet result = new RevokedSet(edited, bits, editedSize);
            // Shards may grow to twice their mean before all are laid anew.
            return editedSize > 2L * MEAN * edited.length && bits < MOST_BITS ? result.resharded() : result;
        }
    }

    private RevokedSet resharded() {
        long[] all = new long[Math.toIntExact(size)];
        int[] next = {0};
        forEach(prefix -> all[next[0]++] = prefix);
        return of(all);
    }
}
