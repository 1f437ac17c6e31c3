package dev.chancery.control.publishing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The {@code openssl} command in a folder of its own. */
public record OpenSsl(Path folder) {
    /** How a command ended. */
    public record Said(int exit, String output) {}

    /** Runs it; a failure of the command fails the test. */
    public String run(String... arguments) {
        Said said = attempt(arguments);
        if (said.exit() != 0) {
            throw new AssertionError("openssl " + String.join(" ", arguments) + ": " + said.output());
        }
        return said.output();
    }

    /** Runs it. */
    public Said attempt(String... arguments) {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Said(process.waitFor(), said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    public void write(String name, byte[] bytes) {
        try {
            Files.write(folder.resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void write(String name, String text) {
        write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    public byte[] bytes(String name) {
        try {
            return Files.readAllBytes(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String read(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    /** A certificate and its private key, both PEM. */
    public record Pair(String certificate, String key) {}

    /** A self-signed P-256 CA for ten days. */
    public Pair ca(String subject) {
        return selfSigned(subject, "basicConstraints=critical,CA:TRUE");
    }

    /** A self-signed P-256 leaf for ten days. */
    public Pair leaf(String subject) {
        return selfSigned(subject, "basicConstraints=critical,CA:FALSE");
    }

    private Pair selfSigned(String subject, String constraints) {
        run(
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-noenc",
                "-keyout",
                "key.pem",
                "-out",
                "cert.pem",
                "-subj",
                subject,
                "-days",
                "10",
                "-addext",
                constraints);
        return new Pair(read("cert.pem"), read("key.pem"));
    }

    /** A request for a fresh P-256 key. */
    public String csr(String subject) {
        run(
                "req",
                "-new",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-noenc",
                "-keyout",
                "key.pem",
                "-out",
                "csr.pem",
                "-subj",
                subject);
        return read("csr.pem");
    }
}
