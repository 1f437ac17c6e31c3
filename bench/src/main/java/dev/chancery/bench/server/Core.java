package dev.chancery.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One core of the machine: pins processes to it and reads how busy it was.
 *
 * @param number counts from 0, as Linux does
 */
public record Core(int number) {

    private static final Pattern SPACES = Pattern.compile(" +");

    /** The core what is measured runs on; {@code ./dev bench} puts the load on the last one. */
    public static final Core MEASURED = new Core(0);

    /** Returns the command, so that it runs on this core only. */
    public List<String> pin(List<String> command) {
        List<String> pinned = new ArrayList<>(List.of("taskset", "-c", Integer.toString(number)));
        pinned.addAll(command);
        return pinned;
    }

    /** Moves every thread of a running process to this core; its later children follow. */
    public void move(long pid) throws IOException {
        Processes.run(List.of("taskset", "-a", "-c", "-p", Integer.toString(number), Long.toString(pid)));
    }

    /** Returns the core's clock ticks so far, from {@code /proc/stat} (proc(5)). */
    public Ticks ticks() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/stat"))) {
            if (line.startsWith("cpu" + number + " ")) {
                List<Long> fields =
                        SPACES.splitAsStream(line).skip(1).map(Long::valueOf).toList();
                long idle = fields.get(3) + fields.get(4);
                long steal = fields.get(7);
                long busy = fields.get(0) + fields.get(1) + fields.get(2) + fields.get(5) + fields.get(6);
                return new Ticks(busy, idle, steal);
            }
        }
        throw new IOException("there is no core " + number);
    }

    /** Clock ticks a core spent busy, idle, and waiting while the host ran someone else. */
    public record Ticks(long busy, long idle, long steal) {

        /** Returns for instance {@code 97 % busy, 2 % stolen}, of the time since an earlier reading. */
        public String since(Ticks earlier) {
            double all = Math.max(1, busy + idle + steal - earlier.busy - earlier.idle - earlier.steal);
            return "%.0f %% busy, %.0f %% stolen"
                    .formatted(100 * (busy - earlier.busy) / all, 100 * (steal - earlier.steal) / all);
        }
    }
}
