package dev.chancery.bench.signin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chancery.bench.server.Checkout;
import dev.chancery.bench.server.Npm;
import dev.chancery.bench.server.Processes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Headless Chromium, driven by Playwright ({@code clients/browser}). It finds the names it is told at loopback and trusts one CA,
 * as a user who installed it would: certificates are verified.
 */
final class Browser implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Process process;
    private final BufferedReader answers;
    private final OutputStream orders;
    private final Path folder;
    private int pictures;

    private Browser(Process process, Path folder) {
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.orders = process.getOutputStream();
        this.folder = folder;
    }

    /**
     * What stands on the page.
     *
     * @param address where the browser is
     * @param status of the last page that was loaded
     * @param text as a reader sees it
     * @param complaints what the browser found wrong, such as a violated content security policy, since this person sat down
     */
    record Seen(URI address, int status, String title, String text, List<String> complaints) {
        Seen {
            complaints = List.copyOf(complaints);
        }
    }

    /** What somebody sees it with. */
    enum Screen {
        DESK(1280, 800, "light"),
        DESK_AT_NIGHT(1280, 800, "dark"),
        PHONE(390, 844, "light");

        private final int width;
        private final int height;
        private final String colors;

        Screen(int width, int height, String colors) {
            this.width = width;
            this.height = height;
            this.colors = colors;
        }
    }

    /**
     * Starts it.
     *
     * @param folder for its home and its pictures
     * @param chromium the executable
     * @param names found at 127.0.0.1
     * @param ca the CA it trusts, PEM
     */
    static Browser start(Path folder, Path chromium, List<String> names, Path ca) throws IOException {
        Path home = folder.resolve("home");
        trust(home.resolve(".pki").resolve("nssdb"), ca);
        trust(home.resolve(".local").resolve("share").resolve("pki").resolve("nssdb"), ca);
        Path client = Checkout.root().resolve("bench").resolve("clients").resolve("browser");
        Npm.install(client);
        ObjectNode how = JSON.createObjectNode();
        how.put("executable", chromium.toString());
        how.put(
                "rules",
                String.join(
                        ",",
                        names.stream().map(name -> "MAP " + name + " 127.0.0.1").toList()));
        how.put("home", home.toString());
        Process process = new ProcessBuilder(
                        "node", client.resolve("browser.mjs").toString(), how.toString())
                .redirectError(folder.resolve("browser.log").toFile())
                .start();
        return new Browser(process, Files.createDirectories(folder.resolve("pictures")));
    }

    /** Chromium reads what a user trusts from NSS's database, whose place has changed. */
    private static void trust(Path database, Path ca) throws IOException {
        Files.createDirectories(database);
        String where = "sql:" + database;
        Processes.run(List.of("certutil", "-d", where, "-N", "--empty-password"));
        Processes.run(List.of("certutil", "-d", where, "-A", "-n", "house", "-t", "C,,", "-i", ca.toString()));
    }

    /** Somebody else sits down. */
    void person(Screen screen) throws IOException {
        ObjectNode order = order("person");
        order.put("width", screen.width).put("height", screen.height).put("colors", screen.colors);
        send(order);
    }

    /** Opens an address, and waits until a text stands on the page. */
    Seen open(URI address, String until) throws IOException {
        ObjectNode order = order("open");
        order.put("address", address.toString());
        send(order);
        return until(until);
    }

    /** Fills a field. */
    void fill(String label, String text) throws IOException {
        ObjectNode order = order("fill");
        order.put("label", label).put("text", text);
        send(order);
    }

    /** Presses a link or a button, and waits until a text stands on the page. */
    Seen press(String words, String until) throws IOException {
        ObjectNode order = order("press");
        order.put("words", words);
        send(order);
        return until(until);
    }

    /** Returns the page once a text stands on it. */
    Seen until(String text) throws IOException {
        ObjectNode order = order("until");
        order.put("text", text);
        return send(order);
    }

    /** Takes a picture of the page. */
    void picture(String name) throws IOException {
        pictures++;
        ObjectNode order = order("picture");
        order.put(
                "file", folder.resolve("%02d-%s.png".formatted(pictures, name)).toString());
        send(order);
    }

    private static ObjectNode order(String name) {
        return JSON.createObjectNode().put("order", name);
    }

    private Seen send(ObjectNode order) throws IOException {
        orders.write((order + "\n").getBytes(StandardCharsets.UTF_8));
        orders.flush();
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("the browser ended; see browser.log beside its pictures");
        }
        JsonNode answer = JSON.readTree(line);
        List<String> complaints = new ArrayList<>();
        answer.path("complaints").forEach(each -> complaints.add(each.asText()));
        String failure = answer.path("failure").asText();
        if (!failure.isEmpty()) {
            throw new IOException("%s: %s%n%s".formatted(order, failure, answer.toPrettyString()));
        }
        return new Seen(
                URI.create(answer.path("address").asText()),
                answer.path("status").asInt(),
                answer.path("title").asText(),
                answer.path("text").asText(),
                complaints);
    }

    @Override
    public void close() {
        try {
            orders.close();
        } catch (IOException e) {
            // It is gone already.
        }
        Processes.stop(process);
    }
}
