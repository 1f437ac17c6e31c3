package dev.chancery.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The built product as a process of its own, in a folder of its own, on a free port of loopback. It can be killed at any
 * instant and started again on the same data.
 */
final class RunningChancery implements AutoCloseable {

    /** How often a start looks whether the product is ready, and how many times before it gives up. */
    private static final Duration POLL = Duration.ofMillis(50);

    private static final int POLLS = 1200;

    /** What every Chancery process wants, and what makes a short-lived one start soonest. */
    private static final List<String> JVM = List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dcom.amazon.corretto.crypto.provider.registerEdKeyFactory=true",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx512m");

    private final Path home;
    private final List<String> options;
    private Process process;
    private Map<String, String> environment;

    private RunningChancery(Path home, List<String> options) throws IOException {
        this.home = home;
        this.options = options;
        this.process = launch();
        this.environment = waitUntilReady();
    }

    /** Starts the product on an empty folder, with one account and the zone {@code example.com}. */
    static RunningChancery onEmptyData(String... moreOptions) {
        try {
            Path home = Files.createTempDirectory("chancery-acceptance");
            return new RunningChancery(home, List.of(moreOptions));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** Returns a client with the owner's token. */
    V4Client owner() {
        return new V4Client(baseUrl(), variable("CLOUDFLARE_API_TOKEN"));
    }

    /** Returns a client without any credentials, at the root of the listener rather than under the API's prefix. */
    V4Client publicListener() {
        return new V4Client(root(), List.of());
    }

    /** Returns the address that ends in {@code /client/v4}. */
    URI baseUrl() {
        return URI.create(variable("CLOUDFLARE_BASE_URL"));
    }

    /** Returns the address of the listener, without a path and without a slash at its end. */
    URI root() {
        URI base = baseUrl();
        return URI.create(base.getScheme() + "://" + base.getAuthority());
    }

    String accountId() {
        return variable("CLOUDFLARE_ACCOUNT_ID");
    }

    String zoneId() {
        return variable("CLOUDFLARE_ZONE_ID");
    }

    /** Returns {@code /accounts/<id>} of the first account. */
    String account() {
        return "/accounts/" + accountId();
    }

    /** Returns {@code /zones/<id>} of the first zone. */
    String zone() {
        return "/zones/" + zoneId();
    }

    Path caFile() {
        return Path.of(variable("CHANCERY_CA_FILE"));
    }

    /** Returns where the edge beside the product listens for clients. */
    URI edge() {
        return URI.create(variable("CHANCERY_EDGE"));
    }

    /** Returns the CA that vouches for what the edge shows. */
    Path edgeCaFile() {
        return Path.of(variable("CHANCERY_EDGE_CA_FILE"));
    }

    /** Returns what the product wrote for its clients, as KEY=VALUE. */
    Map<String, String> environment() {
        return environment;
    }

    /** Returns the folder the product keeps its data in. */
    Path data() {
        return home.resolve("data");
    }

    Path envFile() {
        return home.resolve("chancery.env");
    }

    /** Returns what the process has said so far, on both outputs. */
    String log() {
        try {
            return Files.readString(home.resolve("chancery.log"), StandardCharsets.UTF_8);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** Kills the process without a word of warning (SIGKILL) and waits until it is gone. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Asks the process to stop (SIGTERM) and returns its exit code. */
    int stop() {
        process.destroy();
        awaitEnd();
        return process.exitValue();
    }

    /** Starts the product again on the same data. */
    void startAgain() {
        try {
            process = launch();
            environment = waitUntilReady();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** Ends the process and removes its folder; what is removed need not be closed with care. */
    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** Runs a command of the product on the data of this one, which is stopped, and returns what it says. */
    String command(String name) {
        List<String> arguments = new ArrayList<>(JVM);
        arguments.addAll(List.of("-cp", Checkout.productJars() + "/*", "dev.chancery.app.Main", name));
        arguments.addAll(List.of("--data", data().toString()));
        return Command.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        arguments.toArray(String[]::new))
                .run()
                .succeeded();
    }

    private Process launch() throws IOException {
        Path jars = Checkout.productJars();
        if (!Files.isDirectory(jars)) {
            throw new AssertionError("The built product is not there (app/target/dist/lib). These tests drive it as a"
                    + " process: build it first with 'mvn -q -DskipTests package -pl app -am'.");
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.addAll(List.of("-cp", jars + "/*", "dev.chancery.app.Main", "start"));
        command.addAll(List.of("--data", data().toString()));
        command.addAll(List.of("--env-file", envFile().toString()));
        command.addAll(options);
        if (!options.contains("--listen")) {
            command.addAll(List.of("--listen", "127.0.0.1:0"));
        }
        if (!options.contains("--roles")) {
            command.addAll(List.of("--roles", "control"));
        }
        command.addAll(List.of("--edges-listen", "127.0.0.1:0", "--edge-listen", "127.0.0.1:0"));
        if (!options.contains("--zone")) {
            command.addAll(List.of("--account-name", "Acceptance", "--zone", "example.com"));
            command.addAll(List.of("--owner-email", "owner@example.com"));
        }
        return new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        home.resolve("chancery.log").toFile()))
                .start();
    }

    private Map<String, String> waitUntilReady() {
        for (int poll = 0; poll < POLLS; poll++) {
            if (ended(POLL)) {
                throw new AssertionError(
                        "the product ended with " + process.exitValue() + " instead of starting:\n" + log());
            }
            Optional<Map<String, String>> written = readEnvironment().filter(RunningChancery::isReady);
            if (written.isPresent()) {
                return written.get();
            }
        }
        process.destroyForcibly();
        throw new AssertionError("the product was not ready after a minute:\n" + log());
    }

    private Optional<Map<String, String>> readEnvironment() {
        if (!Files.exists(envFile())) {
            return Optional.empty();
        }
        Map<String, String> variables = new LinkedHashMap<>();
        try {
            for (String line : Files.readAllLines(envFile())) {
                int equals = line.indexOf('=');
                if (equals > 0 && !line.startsWith("#")) {
                    variables.put(line.substring(0, equals), unquoted(line.substring(equals + 1)));
                }
            }
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
        return Optional.of(variables);
    }

    /** The file is meant for a shell's {@code source}; a value may be quoted. */
    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2
                && (value.charAt(0) == '\'' || value.charAt(0) == '"')
                && value.charAt(0) == value.charAt(value.length() - 1);
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    private static boolean isReady(Map<String, String> variables) {
        String base = variables.get("CLOUDFLARE_BASE_URL");
        if (base == null || !base.endsWith("/client/v4")) {
            return false;
        }
        URI readyz = URI.create(base).resolve("/readyz");
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(readyz)
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException cause) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the product started", cause);
        }
    }

    private boolean ended(Duration within) {
        try {
            return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException cause) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the product started", cause);
        }
    }

    private void awaitEnd() {
        if (!ended(Duration.ofSeconds(30))) {
            process.destroyForcibly();
            throw new AssertionError("the product did not stop within 30 seconds:\n" + log());
        }
    }

    private String variable(String name) {
        return Objects.requireNonNull(environment.get(name), () -> "the env file names no " + name);
    }
}
