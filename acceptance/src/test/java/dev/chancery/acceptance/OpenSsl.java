package dev.chancery.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The {@code openssl} program in a folder of its own: what it makes and what it thinks of what the product made. */
record OpenSsl(Path folder) {

    /** A kind of key, as {@code openssl req -newkey} wants it. */
    enum KeyKind {
        RSA,
        P256,
        ED25519;

        private List<String> newKey() {
            return switch (this) {
                case RSA -> List.of("rsa:2048");
                case P256 -> List.of("ec", "-pkeyopt", "ec_paramgen_curve:prime256v1");
                case ED25519 -> List.of("ed25519");
            };
        }
    }

    /** A certificate and its key, both as PEM files. */
    record Pair(Path certificate, Path key) {}

    /** Makes a new key and a signing request for it. */
    Path request(KeyKind kind, String subject) {
        Path request = file("request.pem");
        List<String> arguments = new ArrayList<>(List.of("req", "-new", "-newkey"));
        arguments.addAll(kind.newKey());
        arguments.addAll(List.of("-nodes", "-keyout", file("key.pem").toString(), "-subj", subject));
        arguments.addAll(List.of("-out", request.toString()));
        run(arguments).succeeded();
        return request;
    }

    /** Makes a self-signed certificate that is a CA, or is none. */
    Pair selfSigned(String name, boolean ca) {
        Pair pair = new Pair(file(name + ".pem"), file(name + ".key"));
        List<String> arguments = new ArrayList<>(List.of("req", "-x509", "-newkey"));
        arguments.addAll(KeyKind.P256.newKey());
        arguments.addAll(List.of("-nodes", "-days", "365", "-subj", "/O=Acceptance/CN=" + name));
        arguments.addAll(List.of("-addext", "basicConstraints=critical,CA:" + (ca ? "TRUE" : "FALSE")));
        arguments.addAll(List.of("-keyout", pair.key().toString()));
        arguments.addAll(List.of("-out", pair.certificate().toString()));
        run(arguments).succeeded();
        return pair;
    }

    /** Runs it with these arguments. */
    Command.Outcome run(String... arguments) {
        return run(List.of(arguments));
    }

    private Command.Outcome run(List<String> arguments) {
        return Command.of("openssl", arguments.toArray(String[]::new))
                .in(folder)
                .run();
    }

    /** Returns the file of this name in the folder. */
    Path file(String name) {
        return folder.resolve(name);
    }

    /** Writes a file into the folder. */
    Path write(String name, String text) {
        try {
            return Files.writeString(file(name), text);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** Reads a text file. */
    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
