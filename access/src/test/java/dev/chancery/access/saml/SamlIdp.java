package dev.chancery.access.saml;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chancery.testkit.Caller;
import dev.chancery.testkit.OpenSsl;
import dev.chancery.testkit.Reply;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A SAML identity provider that nobody here wrote: {@code samlp}, by Node ({@code acceptance/clients/saml-idp}). */
final class SamlIdp implements AutoCloseable {
    private static final Pattern FIELD = Pattern.compile("name=\"([A-Za-z]+)\"\\s+value=\"([^\"]*)\"");
    private static final Pattern ACTION = Pattern.compile("action=\"([^\"]*)\"");

    private final Process process;
    private final String base;
    private final String certificate;

    private SamlIdp(Process process, String base, String certificate) {
        this.process = process;
        this.base = base;
        this.certificate = certificate;
    }

    /** What the provider has a browser send, and where. */
    record Posted(URI to, Map<String, String> fields) {}

    /**
     * Starts it.
     *
     * @param openssl makes its key
     * @param consumer where it sends its answers
     */
    static SamlIdp start(OpenSsl openssl, String issuer, String consumer) throws Exception {
        Path client = Path.of(Objects.requireNonNull(System.getProperty("chancery.root")))
                .resolve("acceptance/clients/saml-idp");
        install(client);
        openssl.run("req -x509 -newkey rsa:2048 -noenc -keyout idp.key -out idp.pem -subj /CN=idp -days 10".split(" "));
        Process process = new ProcessBuilder(
                        "node",
                        client.resolve("idp.mjs").toString(),
                        issuer,
                        openssl.folder().resolve("idp.key").toString(),
                        openssl.folder().resolve("idp.pem").toString(),
                        consumer)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader said = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        return new SamlIdp(
                process,
                "http://127.0.0.1:" + Objects.requireNonNull(said.readLine(), "it ended"),
                openssl.read("idp.pem"));
    }

    /** Its dependencies, from its lock file; not again while that has not changed. */
    private static void install(Path client) throws IOException, InterruptedException {
        Path lock = client.resolve("package-lock.json");
        Path there = client.resolve("node_modules/.package-lock.json");
        if (Files.exists(there) && Files.getLastModifiedTime(there).compareTo(Files.getLastModifiedTime(lock)) >= 0) {
            return;
        }
        Process npm = new ProcessBuilder("npm", "ci", "--ignore-scripts")
                .directory(client.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(npm.getInputStream().readAllBytes(), UTF_8);
        if (npm.waitFor() != 0) {
            throw new AssertionError(said);
        }
    }

    String signOn() {
        return base + "/sso";
    }

    String certificate() {
        return certificate;
    }

    /** From now on it encrypts to this certificate. */
    void encryptTo(String pem) {
        Reply reply = Caller.send(Caller.nobody(base)
                .to("/certificate")
                .header("Content-Type", "text/plain")
                .PUT(HttpRequest.BodyPublishers.ofString(pem)));
        if (reply.status() != 204) {
            throw new AssertionError(reply.text());
        }
    }

    /** A browser comes by an address; alice is signed in. */
    Posted visited(String address) {
        URI uri = URI.create(address);
        return posted(Caller.nobody(base).get(uri.getRawPath() + "?" + uri.getRawQuery()));
    }

    /** A browser comes by a form. */
    Posted sent(String form) {
        return posted(Caller.send(Caller.nobody(base)
                .to("/sso")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))));
    }

    private static Posted posted(Reply page) {
        String text = page.text();
        Matcher action = ACTION.matcher(text);
        if (!action.find()) {
            throw new AssertionError(page.status() + " " + text);
        }
        Map<String, String> fields = new HashMap<>();
        Matcher field = FIELD.matcher(text);
        while (field.find()) {
            fields.put(field.group(1), field.group(2));
        }
        return new Posted(URI.create(action.group(1)), fields);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }
}
