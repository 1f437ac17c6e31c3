package dev.chancery.control.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.trust.Hostname;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

class ReplacementTest {
    private static SequencedMap<Hostname, String> list(String... entries) {
        SequencedMap<Hostname, String> list = new LinkedHashMap<>();
        for (String entry : entries) {
            list.put(new Hostname(entry.substring(0, 1) + ".example.com"), entry.substring(1));
        }
        return list;
    }

    /** The rows after a replacement that no edge has to hear of. */
    private static List<Published<String>> after(List<Published<String>> rows, Replacement<String> replacement) {
        Map<Hostname, Published<String>> table = new LinkedHashMap<>();
        rows.forEach(row -> table.put(row.hostname(), row));
        replacement.removed().forEach(row -> table.remove(row.hostname()));
        replacement.atOnce().forEach(row -> table.put(row.hostname(), row));
        return table.values().stream()
                .sorted(Comparator.comparingLong(Published::position))
                .toList();
    }

    private static List<Published<String>> rows(String... entries) {
        return after(List.of(), Replacement.of(List.of(), list(entries)));
    }

    private static List<String> names(List<Published<String>> rows) {
        return rows.stream()
                .map(row -> row.hostname().ascii().substring(0, 1) + row.what())
                .toList();
    }

    @Test
    void writesOnlyWhatDiffers() {
        Replacement<String> replacement = Replacement.of(rows("a1", "b1", "c1"), list("a1", "b2", "d1"));
        assertThat(names(replacement.added())).containsExactly("d1");
        assertThat(names(replacement.changed())).containsExactly("b2");
        assertThat(names(replacement.removed())).containsExactly("c1");
        assertThat(replacement.moved()).isEmpty();
        assertThat(Replacement.of(rows("a1", "b1"), list("a1", "b1")).isNothing())
                .isTrue();
    }

    @Test
    void movesNothingWhenNamesGoOrComeAtTheEnd() {
        List<Published<String>> now = rows("a", "b", "c", "d");
        assertThat(Replacement.of(now, list("b", "d", "e")).moved()).isEmpty();
        Replacement<String> turned = Replacement.of(now, list("d", "a", "b", "c"));
        assertThat(turned.changesTrust()).isFalse();
        assertThat(names(after(now, turned))).containsExactly("d", "a", "b", "c");
    }

    @Test
    void aNameOnItsWayOutIsNewWhenItComesBack() {
        List<Published<String>> now =
                List.of(new Published<>(new Hostname("a.example.com"), "1", 0, DeploymentStatus.PENDING_DELETION, 7L));
        Replacement<String> replacement = Replacement.of(now, list("a1"));
        assertThat(names(replacement.added())).containsExactly("a1");
        assertThat(replacement.pendingAt(8))
                .containsExactly(new Published<>(
                        new Hostname("a.example.com"), "1", 0, DeploymentStatus.PENDING_DEPLOYMENT, 8L));
    }

    @Test
    void anyListBecomesAnyOther() {
        Random random = new Random(1);
        List<Published<String>> now = List.of();
        for (int round = 0; round < 2_000; round++) {
            List<String> entries = new ArrayList<>();
            "abcdefghij"
                    .chars()
                    .filter(_ -> random.nextBoolean())
                    .forEach(c -> entries.add((char) c + "" + random.nextInt(2)));
            Collections.shuffle(entries, random);
            Replacement<String> replacement = Replacement.of(now, list(entries.toArray(String[]::new)));
            now = after(now, replacement);
            assertThat(names(now)).isEqualTo(entries);
        }
    }
}
