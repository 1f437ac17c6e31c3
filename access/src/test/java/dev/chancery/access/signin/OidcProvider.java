package dev.chancery.access.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.testkit.Caller;
import dev.chancery.testkit.Reply;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real OpenID provider (the npm package {@code oidc-provider}) in a process of its own, and people who log in to it. */
final class OidcProvider implements AutoCloseable {
    private static final Path FOLDER = Path.of(System.getProperty("chancery.root"), "acceptance", "clients", "oidc");
    private static final Pattern ACTION = Pattern.compile("action=\"([^\"]+)\"");

    private final Process process;
    private final String base;

    private OidcProvider(Process process, int port) {
        this.process = process;
        this.base = "http://127.0.0.1:" + port;
    }

    /** Starts one that sends people back to these addresses, separated by commas. */
    static OidcProvider start(String callbacks) throws IOException, InterruptedException {
        install();
        Process process = new ProcessBuilder(
                        "node", FOLDER.resolve("provider.mjs").toString(), callbacks)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.matches("\\d+")) {
                return new OidcProvider(process, Integer.parseInt(line));
            }
        }
        throw new AssertionError("the provider did not start");
    }

    /** Once for each lock file; two test JVMs may want it at the same time. */
    private static void install() throws IOException, InterruptedException {
        Path mark = FOLDER.resolve("node_modules").resolve(".installed");
        String wanted = Files.readString(FOLDER.resolve("package-lock.json"));
        Files.createDirectories(mark.getParent());
        try (FileChannel channel = FileChannel.open(
                        FOLDER.resolve(".installing"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (lock.isValid() && !(Files.exists(mark) && Files.readString(mark).equals(wanted))) {
                Process npm = new ProcessBuilder(
                                "npm",
                                "ci",
                                "--prefix",
                                FOLDER.toString(),
                                "--ignore-scripts",
                                "--no-audit",
                                "--no-fund")
                        .redirectErrorStream(true)
                        .start();
                // Never the test JVM's own input: Node makes it non-blocking, and Surefire's next read of it fails.
                String said = new String(npm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(npm.waitFor()).as(said).isZero();
                Files.writeString(mark, wanted);
            }
        }
    }

    /** What an identity provider's config says of it. */
    Map<String, Object> config() {
        return Map.of(
                "client_id",
                "chancery",
                "client_secret",
                "a secret of the provider",
                "auth_url",
                base + "/auth",
                "token_url",
                base + "/token",
                "certs_url",
                base + "/jwks",
                "claims",
                List.of("name"));
    }

    /** From now on it signs with another key. */
    void rotate() {
        told("/rotate");
    }

    /** It has not verified this address. */
    void unverify(String email) {
        told("/unverified?email=" + email);
    }

    private void told(String path) {
        Reply reply =
                Caller.send(HttpRequest.newBuilder(URI.create(base + path)).POST(HttpRequest.BodyPublishers.noBody()));
        assertThat(reply.status()).isEqualTo(200);
    }

    /** Somebody logs in and consents, and answers where they are sent back to. */
    String loggedIn(String url, String email) throws IOException, InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        HttpResponse<String> at = send(client, HttpRequest.newBuilder(URI.create(url)));
        for (int steps = 0; steps < 20; steps++) {
            if (at.statusCode() / 100 == 3) {
                URI to = at.uri().resolve(at.headers().firstValue("location").orElseThrow());
                if (!to.toString().startsWith(base)) {
                    return to.toString();
                }
                at = send(client, HttpRequest.newBuilder(to));
            } else {
                assertThat(at.statusCode()).as(at.body()).isEqualTo(200);
                at = send(client, submitted(at, email));
            }
        }
        throw new AssertionError("the provider asks for ever");
    }

    private static HttpRequest.Builder submitted(HttpResponse<String> page, String email) {
        Matcher action = ACTION.matcher(page.body());
        assertThat(action.find()).as(page.body()).isTrue();
        String form = page.body().contains("value=\"login\"")
                ? "prompt=login&password=any&login=" + URLEncoder.encode(email, StandardCharsets.UTF_8)
                : "prompt=consent";
        return HttpRequest.newBuilder(page.uri().resolve(action.group(1)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        process.destroy();
    }
}
