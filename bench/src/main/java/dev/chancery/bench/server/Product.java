package dev.chancery.bench.server;

import dev.chancery.bench.load.Answer;
import dev.chancery.bench.load.Connection;
import dev.chancery.bench.load.HttpRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The product as a process of its own, started by {@code ./chancery} as a user would. */
public final class Product implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Process process;
    private final InetSocketAddress address;
    private final Map<String, String> variables;
    private final Duration untilReady;

    private Product(Process process, InetSocketAddress address, Map<String, String> variables, Duration untilReady) {
        this.process = process;
        this.address = address;
        this.variables = variables;
        this.untilReady = untilReady;
    }

    /**
     * How to start.
     *
     * @param folder where the data folder, the env file and the log lie
     * @param options more options for {@code chancery start}, such as {@code --database}
     * @param environment more environment variables, such as {@code CHANCERY_AOT}
     * @param pinned whether the product runs on the measured core only
     */
    public record Plan(Path folder, List<String> options, Map<String, String> environment, boolean pinned) {

        /** The options and variables are copied. */
        public Plan {
            options = List.copyOf(options);
            environment = Map.copyOf(environment);
        }

        /** Returns the plan for a measurement on the database of this address, or the embedded one where it is empty. */
        public static Plan measured(Path folder, String database) {
            List<String> options = database.isEmpty() ? List.of() : List.of("--database", database);
            // What is measured has its start cache from the first start on.
            return new Plan(folder, options, Map.of("CHANCERY_AOT", "wait"), true);
        }

        /** Returns this plan on whatever cores this program may use. */
        public Plan unpinned() {
            return new Plan(folder, options, environment, false);
        }

        /** Returns this plan with one more environment variable. */
        public Plan with(String name, String value) {
            Map<String, String> more = new HashMap<>(environment);
            more.put(name, value);
            return new Plan(folder, options, more, pinned);
        }
    }

    /** Starts the product and returns when it says it is ready. */
    public static Product start(Plan plan) throws IOException {
        long started = System.nanoTime();
        InetSocketAddress address = FreePort.find();
        Process process = launch(plan, address);
        while (!isReady(address)) {
            if (!process.isAlive()) {
                throw new IOException("the product ended instead of starting:\n" + Files.readString(log(plan)));
            }
            if (System.nanoTime() - started > PATIENCE.toNanos()) {
                process.destroyForcibly();
                throw new IOException("the product was not ready in time:\n" + Files.readString(log(plan)));
            }
            Processes.pause(2);
        }
        Duration untilReady = Duration.ofNanos(System.nanoTime() - started);
        return new Product(process, address, readVariables(plan), untilReady);
    }

    /** Says {@code chancery recover} on the data of a product that is stopped. */
    public static void recover(Plan plan) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Checkout.root().resolve("chancery").toString());
        command.add("recover");
        command.addAll(List.of("--data", plan.folder().resolve("data").toString()));
        int database = plan.options().indexOf("--database");
        if (database >= 0) {
            command.addAll(plan.options().subList(database, database + 2));
        }
        int exit = Processes.await(Processes.start(command, plan.environment(), log(plan)));
        if (exit != 0) {
            throw new IOException("chancery recover exited with %d:%n%s".formatted(exit, Files.readString(log(plan))));
        }
    }

    /** Launches the product without waiting for it, for one that is to be killed while it starts. */
    public static Process launch(Plan plan) throws IOException {
        return launch(plan, FreePort.find());
    }

    private static Process launch(Plan plan, InetSocketAddress address) throws IOException {
        Files.createDirectories(plan.folder());
        Files.deleteIfExists(envFile(plan));
        List<String> command = new ArrayList<>();
        command.add(Checkout.root().resolve("chancery").toString());
        command.add("start");
        command.addAll(List.of("--data", plan.folder().resolve("data").toString()));
        command.addAll(List.of("--listen", "127.0.0.1:" + address.getPort()));
        command.addAll(List.of("--env-file", envFile(plan).toString()));
        command.addAll(List.of("--roles", "control", "--edges-listen", "127.0.0.1:0"));
        command.addAll(plan.options());
        return Processes.start(plan.pinned() ? Core.MEASURED.pin(command) : command, plan.environment(), log(plan));
    }

    /** Returns how long it took from the start of the process to the first 200 on {@code /readyz}. */
    public Duration untilReady() {
        return untilReady;
    }

    /** Returns where the product listens. */
    public InetSocketAddress address() {
        return address;
    }

    /** Returns a variable of the env file. */
    public String variable(String name) {
        return Objects.requireNonNull(variables.get(name), () -> "the env file names no " + name);
    }

    /** Returns all variables of the env file, for a program that reads them from its environment. */
    public Map<String, String> variables() {
        return Map.copyOf(variables);
    }

    /** Returns the owner's token. */
    public String token() {
        return variable("CLOUDFLARE_API_TOKEN");
    }

    /** Returns the zone's id. */
    public String zone() {
        return variable("CLOUDFLARE_ZONE_ID");
    }

    /** Returns the address of the zone's client certificates, with a suffix such as {@code /ID} or {@code ?page=2}. */
    public URI certificates(String suffix) {
        return api("/zones/" + zone() + "/client_certificates" + suffix);
    }

    /** Returns the number of the product's process. */
    public long pid() {
        return process.pid();
    }

    /** Returns the address of an operation, such as {@code /accounts}. */
    public URI api(String path) {
        return URI.create(variable("CLOUDFLARE_BASE_URL") + path);
    }

    /** Returns the product's resident memory in MiB, from {@code /proc} (proc(5)). */
    public long residentMib() throws IOException {
        return Processes.residentKib(process) / 1024;
    }

    /** Kills the product with SIGKILL and returns when it is gone. */
    public void kill() {
        Processes.await(process.destroyForcibly());
    }

    @Override
    public void close() {
        Processes.stop(process);
    }

    private static boolean isReady(InetSocketAddress address) {
        URI readyz = URI.create("http://127.0.0.1:" + address.getPort() + "/readyz");
        try (Connection connection = Connection.to(address)) {
            Answer answer = connection.exchange(HttpRequest.withoutBody("GET", readyz, ""));
            return answer.status() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static Path envFile(Plan plan) {
        return plan.folder().resolve("chancery.env");
    }

    private static Path log(Plan plan) {
        return plan.folder().resolve("chancery.log");
    }

    /** Reads the env file; the product may write it a moment after it is ready. */
    private static Map<String, String> readVariables(Plan plan) throws IOException {
        for (int attempt = 0; attempt < 5000; attempt++) {
            Map<String, String> variables = new HashMap<>();
            if (Files.exists(envFile(plan))) {
                for (String line : Files.readAllLines(envFile(plan), StandardCharsets.UTF_8)) {
                    int equals = line.indexOf('=');
                    if (equals > 0 && !line.startsWith("#")) {
                        variables.put(line.substring(0, equals), unquoted(line.substring(equals + 1)));
                    }
                }
            }
            if (variables.containsKey("CLOUDFLARE_ZONE_ID") && variables.containsKey("CLOUDFLARE_API_TOKEN")) {
                return variables;
            }
            Processes.pause(2);
        }
        throw new IOException("the product wrote no env file:\n" + Files.readString(log(plan)));
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2
                && (value.startsWith("'") || value.startsWith("\""))
                && value.charAt(0) == value.charAt(value.length() - 1);
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
