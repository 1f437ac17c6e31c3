package dev.chancery.bench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The checkout the programs run in, and the folders they may fill. */
public final class Checkout {

    private Checkout() {}

    /** Returns the root of the checkout. */
    public static Path root() {
        return Path.of(System.getProperty("chancery.root", "")).toAbsolutePath();
    }

    /** Returns an empty folder for one run; what an earlier run left there is gone. */
    public static Path emptyFolder(String name) throws IOException {
        Path folder = keptFolder(name);
        delete(folder);
        return Files.createDirectories(folder);
    }

    /** Returns a folder that later runs find again, under {@code bench/target/work} or {@code CHANCERY_BENCH_WORK}. */
    public static Path keptFolder(String name) throws IOException {
        String elsewhere = System.getenv("CHANCERY_BENCH_WORK");
        Path work = elsewhere == null || elsewhere.isEmpty()
                ? root().resolve("bench").resolve("target").resolve("work")
                : Path.of(elsewhere).toAbsolutePath();
        return Files.createDirectories(work.resolve(name));
    }

    /** Deletes a folder and all in it. */
    public static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (UncheckedIOException cause) {
            throw cause.getCause();
        }
    }
}
