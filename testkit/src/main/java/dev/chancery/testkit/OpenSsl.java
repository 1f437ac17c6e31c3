package dev.chancery.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The {@code openssl} command in a folder of its own: what users make their requests with, and judge what they get by. */
public record OpenSsl(Path folder) {
    private static final List<String> P256 = List.of("ec", "-pkeyopt", "ec_paramgen_curve:P-256");

    /** How a command ended, and what it printed on both streams together. */
    public record Said(int exit, String output) {}

    /** A certificate and its private key, both PEM. */
    public record Pair(String certificate, String key) {}

    /** Runs it; a failure of the command fails the test. */
    public String run(String... arguments) {
        return run(Arrays.asList(arguments));
    }

    private String run(List<String> arguments) {
        Said said = attempt(arguments);
        if (said.exit() != 0) {
            throw new AssertionError("openssl " + String.join(" ", arguments) + ": " + said.output());
        }
        return said.output();
    }

    /** Runs it, however it ends. */
    public Said attempt(String... arguments) {
        return attempt(Arrays.asList(arguments));
    }

    private Said attempt(List<String> arguments) {
        List<String> command =
                Stream.concat(Stream.of("openssl"), arguments.stream()).toList();
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

    /** Writes a file of the folder. */
    public void write(String name, byte[] bytes) {
        try {
            Files.write(folder.resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a file of the folder. */
    public void write(String name, String text) {
        write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads a file of the folder. */
    public byte[] bytes(String name) {
        try {
            return Files.readAllBytes(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a file of the folder. */
    public String read(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    /** A self-signed P-256 CA for ten days. */
    public Pair ca(String subject) {
        return selfSigned(subject, "basicConstraints=critical,CA:TRUE");
    }

    /** A self-signed P-256 leaf for ten days. */
    public Pair leaf(String subject) {
        return selfSigned(subject, "basicConstraints=critical,CA:FALSE");
    }

    /** A self-signed P-256 certificate for ten days with these extensions, as {@code basicConstraints=CA:TRUE}. */
    public Pair selfSigned(String subject, String... extensions) {
        List<String> arguments = new ArrayList<>(List.of("req", "-x509", "-newkey"));
        arguments.addAll(P256);
        arguments.addAll(List.of("-noenc", "-keyout", "key.pem", "-out", "cert.pem", "-subj", subject));
        arguments.addAll(List.of("-days", "10"));
        for (String extension : extensions) {
            arguments.addAll(List.of("-addext", extension));
        }
        run(arguments);
        return new Pair(read("cert.pem"), read("key.pem"));
    }

    /** A P-256 certificate for ten days with these extensions, signed by another. */
    public Pair under(Pair issuer, String subject, String... extensions) {
        write("issuer.pem", issuer.certificate());
        write("issuer.key", issuer.key());
        write("extensions", String.join("\n", extensions) + "\n");
        csr(subject);
        run(
                "x509",
                "-req",
                "-in",
                "csr.pem",
                "-CA",
                "issuer.pem",
                "-CAkey",
                "issuer.key",
                "-CAcreateserial",
                "-days",
                "10",
                "-extfile",
                "extensions",
                "-out",
                "cert.pem");
        return new Pair(read("cert.pem"), read("key.pem"));
    }

    /** A request for a fresh key, as {@code csr("/CN=a", "rsa:2048")}; the key is left in {@code key.pem}. */
    public String csr(String subject, String newkey, String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "req", "-new", "-newkey", newkey, "-noenc", "-keyout", "key.pem", "-out", "csr.pem", "-subj", subject));
        arguments.addAll(List.of(options));
        run(arguments);
        return read("csr.pem");
    }

    /** A request for a fresh P-256 key. */
    public String csr(String subject) {
        return csr(subject, P256.get(0), P256.get(1), P256.get(2));
    }
}
