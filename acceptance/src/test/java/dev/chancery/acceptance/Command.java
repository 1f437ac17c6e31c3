package dev.chancery.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program to run to its end: arguments, folder and environment, then {@link #run}. */
final class Command {

    private final List<String> arguments = new ArrayList<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private Path folder = Checkout.root();

    private Command(Path program, List<String> arguments) {
        this.arguments.add(program.toString());
        this.arguments.addAll(arguments);
    }

    /** Starts describing a run of the tool of this name, found by {@link Tools}. */
    static Command of(String tool, String... arguments) {
        return new Command(Tools.find(tool), List.of(arguments));
    }

    /** Starts describing a run of the program that lies there. */
    static Command at(Path program, String... arguments) {
        if (!Files.isExecutable(program)) {
            throw new AssertionError("This test drives the program '" + program
                    + "', which is not there. Install it; acceptance tests are never skipped.");
        }
        return new Command(program, List.of(arguments));
    }

    /** Sets the folder it runs in. */
    Command in(Path newFolder) {
        this.folder = newFolder;
        return this;
    }

    /** Adds variables to the inherited environment. */
    Command with(Map<String, String> variables) {
        environment.putAll(variables);
        return this;
    }

    /** What a finished program said. */
    record Outcome(String command, int exitCode, String output, String errors) {

        /** Returns the standard output of a program that must have succeeded. */
        String succeeded() {
            if (exitCode != 0) {
                throw new AssertionError("exit code " + exitCode + " of: " + this);
            }
            return output;
        }

        /** Returns standard output and standard error of a program that must have failed. */
        String failed() {
            if (exitCode == 0) {
                throw new AssertionError("succeeded, and should not have: " + this);
            }
            return output + errors;
        }

        @Override
        public String toString() {
            return command + "\n--- standard output\n" + output + "\n--- standard error\n" + errors;
        }
    }

    /** Runs the program for at most two minutes. Output goes through files, so a talkative program cannot block. */
    Outcome run() {
        try {
            Path output = Files.createTempFile("command", ".out");
            Path errors = Files.createTempFile("command", ".err");
            try {
                ProcessBuilder builder = new ProcessBuilder(arguments)
                        .directory(folder.toFile())
                        .redirectInput(ProcessBuilder.Redirect.from(
                                Path.of("/dev/null").toFile()))
                        .redirectOutput(output.toFile())
                        .redirectError(errors.toFile());
                builder.environment().putAll(environment);
                Process process = builder.start();
                if (!process.waitFor(2, TimeUnit.MINUTES)) {
                    process.destroyForcibly().waitFor();
                    throw new AssertionError("still running after two minutes: " + String.join(" ", arguments) + "\n"
                            + text(output) + text(errors));
                }
                return new Outcome(String.join(" ", arguments), process.exitValue(), text(output), text(errors));
            } finally {
                Files.deleteIfExists(output);
                Files.deleteIfExists(errors);
            }
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        } catch (InterruptedException cause) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a program ran", cause);
        }
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
