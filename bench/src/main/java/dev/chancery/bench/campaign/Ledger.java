package dev.chancery.bench.campaign;

import dev.chancery.bench.data.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Every certificate the product ever acknowledged, over all kills; kept in a file so that a campaign can go on later. */
final class Ledger {

    private static final Pattern COMMA = Pattern.compile(",");

    private final Path file;
    private final List<Entry> entries = new ArrayList<>();
    private int kills;

    private Ledger(Path file) {
        this.file = file;
    }

    /** Opens the ledger of a campaign, empty if there is none yet. */
    static Ledger open(Path file) throws IOException {
        Ledger ledger = new Ledger(file);
        if (Files.exists(file)) {
            List<String> lines = Files.readAllLines(file);
            ledger.kills = Integer.parseInt(lines.getFirst());
            for (String line : lines.subList(1, lines.size())) {
                List<String> fields = COMMA.splitAsStream(line).toList();
                ledger.entries.add(
                        new Entry(fields.get(0), fields.get(1), fields.get(2), Status.valueOf(fields.get(3))));
            }
        }
        return ledger;
    }

    /** Adds what the writers were given since the last kill. */
    void add(List<Entry> more) {
        entries.addAll(more);
    }

    /** Notes one more kill that was looked into, and writes all down. */
    void close(int killNumber) throws IOException {
        kills = killNumber;
        List<String> lines = new ArrayList<>();
        lines.add(Integer.toString(kills));
        for (Entry entry : entries) {
            lines.add(String.join(
                    ",",
                    entry.id(),
                    entry.serial(),
                    entry.certificateHash(),
                    entry.acknowledged().name()));
        }
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.write(next, lines);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Returns how many kills were looked into so far. */
    int kills() {
        return kills;
    }

    List<Entry> entries() {
        return entries;
    }

    /** Returns the serials acknowledged more than once. */
    Set<String> repeatedSerials() {
        Set<String> seen = new HashSet<>();
        Set<String> repeated = new HashSet<>();
        for (Entry entry : entries) {
            if (!seen.add(entry.serial())) {
                repeated.add(entry.serial());
            }
        }
        return repeated;
    }
}
