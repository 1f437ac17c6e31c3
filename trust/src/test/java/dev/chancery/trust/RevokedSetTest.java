package dev.chancery.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RevokedSetTest {
    /** Prefixes as they are issued: growing with time, with random low bits. */
    private static long[] issued(int count, Random random) {
        long[] prefixes = new long[count];
        long time = 1L << 60;
        for (int i = 0; i < count; i++) {
            time += 1L << 22;
            prefixes[i] = time + random.nextInt(1 << 22);
        }
        return prefixes;
    }

    @Test
    void agreesWithAPlainSetThroughAnyHistory() {
        Random random = new Random(20261126);
        Set<Long> plain = new HashSet<>();
        RevokedSet set = RevokedSet.EMPTY;
        long[] prefixes = issued(3_000, random);
        for (int step = 0; step < 10_000; step++) {
            long prefix = prefixes[random.nextInt(prefixes.length)];
            RevokedSet before = set;
            boolean was = plain.contains(prefix);
            if (random.nextInt(3) > 0) {
                set = set.plus(prefix);
                plain.add(prefix);
            } else {
                set = set.minus(prefix);
                plain.remove(prefix);
            }
            assertThat(before.contains(prefix))
                    .as("an older set stays as it was")
                    .isEqualTo(was);
        }
        for (long prefix : prefixes) {
            assertThat(set.contains(prefix)).isEqualTo(plain.contains(prefix));
        }
        assertThat(set.size()).isEqualTo(plain.size());
        assertThat(set).isEqualTo(RevokedSet.of(plain.stream().mapToLong(p -> p).toArray()));
    }

    @Test
    void manyAddedOneByOneAreThoseMadeAtOnce() {
        long[] prefixes = issued(200_000, new Random(7));
        RevokedSet grown = RevokedSet.EMPTY;
        for (long prefix : prefixes) {
            grown = grown.plus(prefix);
        }
        assertThat(grown).isEqualTo(RevokedSet.of(prefixes)).hasSameHashCodeAs(RevokedSet.of(prefixes));
        assertThat(RevokedSet.of(1, 1, 2, 1).size()).isEqualTo(2);
    }
}
