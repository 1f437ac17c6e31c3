package dev.chancery.bench.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Processes beside this one. */
public final class Processes {

    private Processes() {}

    /** Runs a command to its end and returns what it said on standard output; fails unless it exits with 0. */
    public static String run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = await(process);
        if (exit != 0) {
            throw new IOException(command + " exited with " + exit + ": " + said);
        }
        return said;
    }

    /** Starts a command with more environment variables, its outputs appended to a file. */
    public static Process start(List<String> command, Map<String, String> environment, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** Returns the resident memory of a process and its descendants in KiB, from {@code /proc} (proc(5)). */
    public static long residentKib(Process process) throws IOException {
        long sum = resident(process.pid());
        try (Stream<ProcessHandle> children = process.descendants()) {
            for (ProcessHandle child : children.toList()) {
                sum += resident(child.pid());
            }
        }
        return sum;
    }

    private static long resident(long pid) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        throw new IOException("process " + pid + " is gone");
    }

    /** Returns how many files and sockets a process has open, from {@code /proc} (proc(5)). */
    public static long openFiles(Process process) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
            return files.count();
        }
    }

    /** Ends a process with SIGTERM, or SIGKILL if it does not go within 30 seconds. */
    public static void stop(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException cause) {
            throw interrupted(cause);
        }
    }

    /** Waits for the end of a process and returns its exit code. */
    public static int await(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException cause) {
            throw interrupted(cause);
        }
    }

    /** Waits; a measurement polls what it did not build. */
    public static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException cause) {
            throw interrupted(cause);
        }
    }

    private static IllegalStateException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted", cause);
    }
}
