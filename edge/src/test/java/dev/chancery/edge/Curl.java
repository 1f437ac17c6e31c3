package dev.chancery.edge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The {@code curl} command, as a user has it. */
record Curl(Path folder, int port, String ca) {
    /** What came back: the last status, every head in order as text, and the body. */
    record Said(int exit, int status, String version, String heads, String body, String errors) {
        /** The value of a field of the last head. */
        Optional<String> field(String name) {
            String[] blocks = heads.strip().split("\r\n\r\n", -1);
            return blocks[blocks.length - 1]
                    .lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst();
        }
    }

    /** Gets {@code https://host/path}, with further options before the address. */
    Said get(String host, String path, String... options) {
        List<String> command = new ArrayList<>(List.of(
                "curl",
                "-sS",
                "--max-time",
                "60",
                "--cacert",
                ca,
                "-D",
                "heads",
                "-w",
                "%{http_code} %{http_version}"));
        command.addAll(List.of("--resolve", host + ":" + port + ":127.0.0.1", "-o", "body"));
        command.addAll(List.of(options));
        command.add("https://" + host + ":" + port + path);
        try {
            Files.deleteIfExists(folder.resolve("heads"));
            Files.deleteIfExists(folder.resolve("body"));
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectError(folder.resolve("errors").toFile())
                    .start();
            process.getOutputStream().close();
            String[] told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split(" ", -1);
            int exit = process.waitFor();
            return new Said(
                    exit,
                    Integer.parseInt(told[0]),
                    told.length > 1 ? told[1] : "",
                    file("heads"),
                    file("body"),
                    file("errors"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private String file(String name) throws IOException {
        Path path = folder.resolve(name);
        return Files.exists(path) ? Files.readString(path, StandardCharsets.ISO_8859_1) : "";
    }
}
