package dev.chancery.bench.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How often each kind of change was acknowledged, and how often a kill found one under way; kept in a file so that a campaign
 * can go on later. A kind no kill ever found under way says nothing.
 */
final class Tally {

    private static final Pattern COMMA = Pattern.compile(",");

    private final Path file;
    private final Map<Promise.Kind, Counts> counts = new EnumMap<>(Promise.Kind.class);

    private record Counts(long acknowledged, long undone, long done) {

        static final Counts NONE = new Counts(0, 0, 0);

        Counts plus(Counts more) {
            return new Counts(acknowledged + more.acknowledged, undone + more.undone, done + more.done);
        }
    }

    private Tally(Path file) {
        this.file = file;
    }

    /** Opens the tally of a campaign, all zero if there is none yet. */
    static Tally open(Path file) throws IOException {
        Tally tally = new Tally(file);
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                List<String> fields = COMMA.splitAsStream(line).toList();
                tally.counts.put(
                        Promise.Kind.valueOf(fields.get(0)),
                        new Counts(
                                Long.parseLong(fields.get(1)),
                                Long.parseLong(fields.get(2)),
                                Long.parseLong(fields.get(3))));
            }
        }
        return tally;
    }

    /** Adds what one thing's worker was answered before a kill. */
    void acknowledged(Promise.Kind kind, int answers) {
        add(kind, new Counts(answers, 0, 0));
    }

    /** Adds where a kill fell. */
    void fell(Promise.Kind kind, Promise.Seen seen) {
        switch (seen) {
            case AT_REST -> {}
            case UNDONE -> add(kind, new Counts(0, 1, 0));
            case DONE -> add(kind, new Counts(0, 0, 1));
        }
    }

    /** Writes all down. */
    void save() throws IOException {
        List<String> lines = new ArrayList<>();
        counts.forEach((kind, sums) ->
                lines.add("%s,%d,%d,%d".formatted(kind.name(), sums.acknowledged, sums.undone, sums.done)));
        Files.write(file, lines);
    }

    /** Returns whether some kill found each kind of change under way. */
    boolean isFair() {
        return Stream.of(Promise.Kind.values()).map(this::of).allMatch(sums -> sums.undone + sums.done > 0);
    }

    /** Says it in words, for the summary. */
    @Override
    public String toString() {
        return Stream.of(Promise.Kind.values())
                .map(kind -> "%,d %s (%d under way at a kill and undone, %d done)"
                        .formatted(of(kind).acknowledged, kind.words(), of(kind).undone, of(kind).done))
                .collect(Collectors.joining("; "));
    }

    private Counts of(Promise.Kind kind) {
        return counts.getOrDefault(kind, Counts.NONE);
    }

    private void add(Promise.Kind kind, Counts more) {
        counts.put(kind, of(kind).plus(more));
    }
}
