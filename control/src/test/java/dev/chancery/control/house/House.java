package dev.chancery.control.house;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.chancery.control.accounts.AccountsEndpoints;
import dev.chancery.control.audit.AuditEndpoints;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.audit.ListAuditLog;
import dev.chancery.control.bootstrap.Bootstrap;
import dev.chancery.control.db.Database;
import dev.chancery.control.http.ApiServer;
import dev.chancery.control.http.Limits;
import dev.chancery.control.http.Listen;
import dev.chancery.control.http.RateLimiter;
import dev.chancery.control.http.RequestIds;
import dev.chancery.control.principal.AccessChange;
import dev.chancery.control.tokens.LegacyKeys;
import dev.chancery.control.tokens.TokenAuthenticator;
import dev.chancery.control.tokens.TokenUse;
import dev.chancery.control.tokens.TokensEndpoints;
import dev.chancery.control.users.UsersEndpoints;
import dev.chancery.control.v4.Gate;
import dev.chancery.control.zones.ZoneDirectory;
import dev.chancery.control.zones.ZoneName;
import dev.chancery.control.zones.ZonesEndpoints;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;

/** The supporting families behind a real listener. Starts seeded: one user, one account, example.com and the owner token. */
public final class House implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Database database;
    private final Bootstrap bootstrap;
    private final Bootstrap.Seeded seeded;
    private final TokenUse use;
    private final LegacyKeys legacyKeys;
    private final TokenAuthenticator authenticator;
    private final ApiServer server;

    /** A house on this database, which it does not close. */
    public House(Database database) {
        SecureRandom random = new SecureRandom();
        AuditLog audit = new AuditLog(now::get);
        this.database = database;
        this.use = new TokenUse(database);
        this.authenticator = new TokenAuthenticator(database, now::get, Ticker.systemTicker(), use);
        ZoneDirectory directory = new ZoneDirectory(database, Ticker.systemTicker());
        AccessChange change = tx -> {
            authenticator.in(tx);
            directory.in(tx);
        };
        this.legacyKeys = new LegacyKeys(database, audit, authenticator);
        this.bootstrap = new Bootstrap(database, audit, now::get, random, change);
        this.seeded = bootstrap.ensure(seed("example.com"));
        this.server = new ApiServer(
                new ApiServer.Parts(
                        new Listen("127.0.0.1", 0, Optional.empty(), List.of()),
                        Limits.byDefault(),
                        authenticator,
                        new Gate(directory),
                        new RateLimiter(new RateLimiter.Quota(100_000, Duration.ofMinutes(5)), now::get),
                        new RequestIds(new SplittableRandom(1)),
                        new SimpleMeterRegistry()),
                List.of(
                        new AccountsEndpoints(database, audit, now::get, random, change),
                        new ZonesEndpoints(database, audit, now::get, random, directory),
                        new UsersEndpoints(database, audit),
                        new TokensEndpoints(database, audit, now::get, random, authenticator, directory),
                        new AuditEndpoints(new ListAuditLog(database))),
                List.of());
        server.start();
    }

    /** What a house is seeded with. */
    public static Bootstrap.Seed seed(String zone) {
        return new Bootstrap.Seed(
                "owner@example.com",
                "Example",
                ZoneName.parse(zone, why -> {
                            throw new AssertionError(why);
                        })
                        .orElseThrow(),
                true);
    }

    public Database database() {
        return database;
    }

    public Bootstrap bootstrap() {
        return bootstrap;
    }

    public Bootstrap.Seeded seeded() {
        return seeded;
    }

    public TokenUse use() {
        return use;
    }

    public LegacyKeys legacyKeys() {
        return legacyKeys;
    }

    public TokenAuthenticator authenticator() {
        return authenticator;
    }

    public String account() {
        return seeded.account().hex();
    }

    public String zone() {
        return seeded.zone().hex();
    }

    public String user() {
        return seeded.user().hex();
    }

    /** The instant the house believes in. */
    public Instant now() {
        return now.get();
    }

    /** Lets time pass. */
    public void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    /** A caller with the owner token. */
    public Caller owner() {
        return bearer(seeded.ownerToken().orElseThrow().reveal());
    }

    /** A caller with this token. */
    public Caller bearer(String token) {
        return new Caller(this, List.of("Authorization", "Bearer " + token));
    }

    /** A caller with these headers, names and values in turn. */
    public Caller with(String... headers) {
        return new Caller(this, List.of(headers));
    }

    Reply send(String method, String path, String body, List<String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port() + "/client/v4" + path))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (!headers.isEmpty()) {
            request.headers(headers.toArray(String[]::new));
        }
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Reply(response.statusCode(), JSON.readTree(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Stops in the background: the listener waits for two quiet seconds, which no test needs to see. */
    @Override
    public void close() {
        client.shutdownNow();
        Thread.ofPlatform().daemon().name("house-closing").start(server::close);
    }
}
