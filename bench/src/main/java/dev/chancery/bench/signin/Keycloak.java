package dev.chancery.bench.signin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chancery.bench.server.FreePort;
import dev.chancery.bench.server.Processes;
import dev.chancery.testkit.Caller;
import dev.chancery.testkit.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Keycloak of its makers' distribution with one realm, {@code company}: an OpenID Connect provider and a SAML identity provider.
 * It is set up by its admin API, and its database is gone with it.
 */
final class Keycloak implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 300_000;
    /** How long it keeps somebody signed in. */
    static final int SESSION_SECONDS = 7_200;

    private static final String ADMIN = "admin";
    private static final Pattern CERTIFICATE = Pattern.compile("<(?:\\w+:)?X509Certificate>\\s*([^<\\s]+)\\s*<");

    private final Process process;
    private final String base;
    private final String secret;

    private Keycloak(Process process, String base, String secret) {
        this.process = process;
        this.base = base;
        this.secret = secret;
    }

    /**
     * Starts it and waits until it answers.
     *
     * @param distribution the unpacked distribution, or the folder it lies in
     */
    static Keycloak start(Path distribution, Path folder) throws IOException {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        String secret = HexFormat.of().formatHex(bytes);
        int port = FreePort.find().getPort();
        Path log = folder.resolve("keycloak.log");
        Process process = Processes.start(
                List.of(
                        "bash",
                        script(distribution).toString(),
                        "start-dev",
                        "--db=dev-mem",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port),
                Map.of(
                        "JAVA_HOME",
                        System.getProperty("java.home"),
                        "JAVA_OPTS_KC_HEAP",
                        "-Xms128m -Xmx768m",
                        "KC_BOOTSTRAP_ADMIN_USERNAME",
                        ADMIN,
                        "KC_BOOTSTRAP_ADMIN_PASSWORD",
                        secret),
                log);
        Keycloak keycloak = new Keycloak(process, "http://127.0.0.1:" + port, secret);
        for (int waited = 0; waited < PATIENCE_MILLIS && process.isAlive(); waited += 200) {
            if (keycloak.isReady()) {
                return keycloak;
            }
            Processes.pause(200);
        }
        keycloak.close();
        throw new IOException("Keycloak did not start:\n" + Files.readString(log));
    }

    private static Path script(Path distribution) throws IOException {
        try (Stream<Path> found = Files.find(distribution, 3, (path, _) -> path.endsWith(Path.of("bin", "kc.sh")))) {
            return found.findFirst().orElseThrow(() -> new IOException("there is no Keycloak in " + distribution));
        }
    }

    private boolean isReady() {
        try {
            return Caller.nobody(base).get("/realms/master").status() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    /** Makes the realm, with people who have this password. */
    void realm(String password, List<String> emails) {
        List<Map<String, Object>> people =
                emails.stream().map(email -> person(email, password)).toList();
        admin(
                "POST",
                "",
                Caller.json(Map.of(
                        "realm",
                        "company",
                        "enabled",
                        true,
                        "ssoSessionMaxLifespan",
                        SESSION_SECONDS,
                        "users",
                        people)));
    }

    private static Map<String, Object> person(String email, String password) {
        return Map.of(
                "username",
                email,
                "email",
                email,
                "emailVerified",
                true,
                "firstName",
                "Given",
                "lastName",
                "Family",
                "enabled",
                true,
                "credentials",
                List.of(Map.of("type", "password", "value", password)));
    }

    /** Registers a client of OpenID Connect and returns its secret. */
    String openIdClient(String id, URI callback) {
        admin(
                "POST",
                "/company/clients",
                Caller.json(Map.of("clientId", id, "secret", secret, "redirectUris", List.of(callback.toString()))));
        return secret;
    }

    /** Registers a SAML client by its metadata, as an administrator does who imports the file. */
    void samlClient(byte[] metadata) {
        admin("POST", "/company/clients", described(metadata).toString());
    }

    /** Reads a SAML client's metadata again. */
    void readAgain(byte[] metadata) {
        JsonNode now = described(metadata);
        String id = URLEncoder.encode(now.path("clientId").asText(), StandardCharsets.UTF_8);
        ObjectNode known = (ObjectNode)
                admin("GET", "/company/clients?clientId=" + id, "").json().path(0);
        known.set("attributes", now.path("attributes"));
        admin("PUT", "/company/clients/" + known.path("id").asText(), known.toString());
    }

    /** Keycloak asks every SAML client to sign its requests; whether ours are, the metadata says. */
    private JsonNode described(byte[] metadata) {
        String xml = new String(metadata, StandardCharsets.UTF_8);
        JsonNode client =
                admin("POST", "/company/client-description-converter", xml).json();
        ((ObjectNode) client.path("attributes"))
                .put("saml.client.signature", Boolean.toString(xml.contains("AuthnRequestsSigned=\"true\"")));
        return client;
    }

    private Reply admin(String method, String path, String body) {
        String content = body.startsWith("<") ? "application/xml" : "application/json";
        return expected(Caller.send(Caller.nobody(base)
                .bearer(token())
                .to("/admin/realms" + path)
                .header("Content-Type", content)
                .method(method, HttpRequest.BodyPublishers.ofString(body))));
    }

    /** It lives a minute. */
    private String token() {
        Reply token = Caller.send(Caller.nobody(base)
                .to("/realms/master/protocol/openid-connect/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "grant_type=password&client_id=admin-cli&username=" + ADMIN + "&password=" + secret)));
        return expected(token).json().path("access_token").asText();
    }

    /** The certificate the realm signs with, base64, from its metadata. */
    String signingCertificate() {
        Reply descriptor = expected(Caller.nobody(base).get("/realms/company/protocol/saml/descriptor"));
        Matcher certificate = CERTIFICATE.matcher(descriptor.text());
        if (!certificate.find()) {
            throw new IllegalStateException("no certificate in " + descriptor.text());
        }
        return certificate.group(1);
    }

    /** An address below the realm's. */
    String at(String path) {
        return base + "/realms/company" + path;
    }

    private static Reply expected(Reply reply) {
        if (reply.status() / 100 != 2) {
            throw new IllegalStateException("Keycloak answered %d: %s".formatted(reply.status(), reply.text()));
        }
        return reply;
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        Processes.stop(process);
    }
}
