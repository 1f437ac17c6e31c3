package dev.chancery.control.clientcertificates;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The {@code openssl} command in a folder of its own: what users make their requests with, and judge what they get by. */
record OpenSsl(Path folder) {
    /** Runs it and answers what it said; a failure of the command fails the test. */
    String run(String... arguments) {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError("openssl " + String.join(" ", arguments) + ": " + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Writes a file and answers its name. */
    String write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
            return name;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A request for a fresh key, e.g. {@code csr("/CN=a", "ec", "-pkeyopt", "ec_paramgen_curve:P-256")}. */
    String csr(String subject, String newkey, String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "req", "-new", "-newkey", newkey, "-noenc", "-keyout", "key.pem", "-out", "csr.pem", "-subj", subject));
        arguments.addAll(List.of(options));
        run(arguments.toArray(String[]::new));
        return read("csr.pem");
    }

    /** A request for a fresh P-256 key. */
    String p256(String subject) {
        return csr(subject, "ec", "-pkeyopt", "ec_paramgen_curve:P-256");
    }

    String read(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
