package dev.chancery.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.chancery.access.tokens.AccessToken;
import dev.chancery.access.tokens.AccessTokens;
import dev.chancery.bench.load.Answer;
import dev.chancery.bench.load.Connection;
import dev.chancery.bench.load.HttpRequest;
import dev.chancery.bench.server.Product;
import dev.chancery.ca.LocalKeyFileSeal;
import dev.chancery.control.Control;
import dev.chancery.control.accessplane.AccessPlane;
import dev.chancery.control.accessplane.Team;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.DatabaseUrl;
import dev.chancery.control.issuing.KeyCustody;
import dev.chancery.control.issuing.PublicUrl;
import dev.chancery.control.principal.AccountId;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What it takes to ask the role access for SSH certificates: an application with an SSH CA, made over the API, and tokens of its
 * people, signed by the account's own key while the product does not run.
 *
 * @param authDomain where people sign in
 * @param issuer the same as a URL
 * @param edgeSecret what edges show
 * @param tokens one for each person
 */
public record SshTokens(String authDomain, String issuer, String edgeSecret, List<String> tokens) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Copies the list. */
    public SshTokens {
        tokens = List.copyOf(tokens);
    }

    /**
     * An application at {@code ssh.example.com}.
     *
     * @param ca the id of its SSH CA
     * @param line servers trust the CA by
     */
    public record Application(String account, String authDomain, String aud, String ca, String line) {}

    /** Makes the organization, the application and its CA. */
    public static Application found(Product product, String authDomain) throws IOException {
        String account = product.variable("CLOUDFLARE_ACCOUNT_ID");
        String access = "/accounts/" + account + "/access";
        try (Connection connection = Connection.to(product.address())) {
            post(
                    connection,
                    product,
                    access + "/organizations",
                    "{\"name\":\"Example\",\"auth_domain\":\"" + authDomain + "\"}");
            JsonNode made = post(
                    connection,
                    product,
                    access + "/apps",
                    "{\"name\":\"ssh\",\"type\":\"ssh\",\"domain\":\"ssh.example.com\",\"policies\":[{\"name\":\"everyone\","
                            + "\"decision\":\"allow\",\"include\":[{\"everyone\":{}}]}]}");
            JsonNode ca = post(
                    connection, product, access + "/apps/" + made.path("id").asText() + "/ca", "{}");
            return new Application(
                    account,
                    authDomain,
                    made.path("aud").asText(),
                    ca.path("id").asText(),
                    ca.path("public_key").asText());
        }
    }

    private static JsonNode post(Connection connection, Product product, String path, String body) throws IOException {
        Answer answer = connection.exchange(HttpRequest.withBody("POST", product.api(path), product.token(), body));
        if (answer.status() >= 300) {
            throw new IOException(path + ": " + answer);
        }
        return JSON.readTree(answer.body()).path("result");
    }

    /**
     * Signs tokens with the account's key.
     *
     * @param data the data folder of a product that does not run
     * @param emails whose
     */
    public static SshTokens mint(Path data, Application application, List<String> emails) {
        SecureRandom random = new SecureRandom();
        InstantSource clock = InstantSource.system();
        try (Database database = Database.open(new DatabaseUrl.Sqlite(data.resolve("chancery.db")), random)) {
            KeyCustody custody =
                    KeyCustody.open(database, LocalKeyFileSeal.openOrCreate(data.resolve("seal.key"), random), random);
            AccessPlane plane = Control.wire(
                            database,
                            custody,
                            Control.Options.standard(new PublicUrl("http://127.0.0.1")),
                            new Control.Rim(clock, random, Ticker.systemTicker(), UUID::randomUUID))
                    .access();
            AccountId account = new AccountId(application.account());
            Team team = plane.teams().of(account).orElseThrow();
            AccessTokens signer = new AccessTokens(plane.keys(), clock);
            List<String> tokens = new ArrayList<>();
            for (String email : emails) {
                tokens.add(signer.mint(account, token(application, team, email, clock.instant())));
            }
            return new SshTokens(
                    application.authDomain(),
                    team.authUrl().toString(),
                    plane.edgeSecret().reveal(),
                    tokens);
        }
    }

    private static AccessToken token(Application application, Team team, String email, Instant now) {
        Instant second = now.truncatedTo(ChronoUnit.SECONDS);
        return new AccessToken(
                AccessToken.Type.APP,
                application.aud(),
                team.authUrl().toString(),
                new AccessToken.Holder.Person(email, UUID.randomUUID().toString(), Optional.empty(), "XX", Map.of()),
                "nonce",
                second,
                second.plus(Duration.ofHours(12)));
    }

    /** Only that they are there. */
    @Override
    public String toString() {
        return "SshTokens[" + tokens.size() + "]";
    }
}
