package dev.chancery.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The {@code ssh-keygen} command in a folder of its own: OpenSSH's word on keys and certificates. */
public record SshKeygen(Path folder) {
    /** Runs and answers the output; a failure of the command fails the test. */
    public String ok(String... arguments) {
        Run run = run(arguments);
        if (run.exit() != 0) {
            throw new AssertionError("ssh-keygen " + String.join(" ", arguments) + ": " + run.text());
        }
        return run.text();
    }

    /** Runs and answers the exit status. */
    public int outcome(String... arguments) {
        return run(arguments).exit();
    }

    private record Run(int exit, String text) {}

    private Run run(String... arguments) {
        List<String> command = new ArrayList<>(List.of("ssh-keygen"));
        command.addAll(List.of(arguments));
        try {
            Path output = Files.createTempFile(folder, "run", ".txt");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().put("TZ", "UTC");
            Process process = builder.start();
            process.getOutputStream().close();
            int exit = process.waitFor();
            return new Run(exit, Files.readString(output, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A fresh key pair in the files {@code name} and {@code name.pub}; answers the public line. */
    public String newKey(String name, String comment, String... kind) {
        List<String> arguments = new ArrayList<>(List.of("-q", "-N", "", "-C", comment, "-f", name));
        arguments.addAll(List.of(kind));
        ok(arguments.toArray(String[]::new));
        return text(name + ".pub");
    }

    /** What {@code ssh-keygen -l} says of a public key: bits, fingerprint, comment, kind. */
    public String list(String line) {
        write("list.pub", line + "\n");
        return ok("-l", "-f", "list.pub").strip();
    }

    /** Writes a file of the folder. */
    public void write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a file of the folder. */
    public String text(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
