package dev.chancery.control.house;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.chancery.ca.CryptoProviders;
import dev.chancery.ca.KeySpec;
import dev.chancery.ca.LocalKeyFileSeal;
import dev.chancery.control.Control;
import dev.chancery.control.bootstrap.Bootstrap;
import dev.chancery.control.clientcertificates.ClientCertificateQuota;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.db.Sql;
import dev.chancery.control.http.ApiServer;
import dev.chancery.control.http.Limits;
import dev.chancery.control.http.Listen;
import dev.chancery.control.http.RateLimiter;
import dev.chancery.control.http.RequestIds;
import dev.chancery.control.issuing.KeyCustody;
import dev.chancery.control.issuing.PublicUrl;
import dev.chancery.control.v4.Gate;
import dev.chancery.control.zones.ZoneName;
import dev.chancery.pki.KeyPolicy;
import dev.chancery.testkit.Caller;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The whole control plane behind a real listener, wired as the product is, over a real database and a real seal. Starts
 * seeded: one user with the owner token, one account with the zone {@code example.com}. Its clock stands until the test moves
 * it; nothing runs in the background.
 */
public final class House implements AutoCloseable {
    /** Where certificates say that their issuers, revocation lists and OCSP are. */
    public static final String PUBLIC_URL = "http://pki.example.com:8787";

    private final AtomicReference<Instant> now;
    private final Database database;
    private final Path folder;
    private final Plan plan;
    private final Control control;
    private final Bootstrap.Seeded seeded;
    private final String ownerToken;
    private final ApiServer server;
    private final AtomicInteger zones;

    /**
     * What may differ between houses.
     *
     * @param start what the clock shows at first
     * @param random where keys, nonces and serial numbers come from
     */
    public record Plan(Control.Options options, Instant start, SecureRandom random) {
        /** The product's defaults, at the real time, because {@code openssl} judges by that. */
        public static Plan standard() {
            return new Plan(
                    Control.Options.standard(new PublicUrl(PUBLIC_URL)),
                    InstantSource.system().instant(),
                    new SecureRandom());
        }

        public Plan at(String instant) {
            return new Plan(options, Instant.parse(instant), random);
        }

        public Plan with(KeySpec managedCaKey) {
            return with(new Control.Options(
                    options.publicUrl(),
                    managedCaKey,
                    options.samlKey(),
                    options.keys(),
                    options.clientCertificates(),
                    options.edgePort(),
                    options.sshLifetime()));
        }

        public Plan with(KeyPolicy keys) {
            return with(new Control.Options(
                    options.publicUrl(),
                    options.managedCaKey(),
                    options.samlKey(),
                    keys,
                    options.clientCertificates(),
                    options.edgePort(),
                    options.sshLifetime()));
        }

        public Plan with(ClientCertificateQuota quota) {
            return with(new Control.Options(
                    options.publicUrl(),
                    options.managedCaKey(),
                    options.samlKey(),
                    options.keys(),
                    quota,
                    options.edgePort(),
                    options.sshLifetime()));
        }

        /** A house whose SSH certificates last so long where nobody says it. */
        public Plan withSshLifetime(Duration lifetime) {
            return with(new Control.Options(
                    options.publicUrl(),
                    options.managedCaKey(),
                    options.samlKey(),
                    options.keys(),
                    options.clientCertificates(),
                    options.edgePort(),
                    lifetime));
        }

        public Plan with(SecureRandom other) {
            return new Plan(options, start, other);
        }

        private Plan with(Control.Options other) {
            return new Plan(other, start, random);
        }
    }

    /** Opens a house over a database, which is closed with it. Its seal key lies in the folder; made if missing. */
    public static House open(Database database, Path folder, Plan plan) {
        CryptoProviders.install();
        House house = new House(database, folder, plan);
        house.server.start();
        return house;
    }

    private House(Database database, Path folder, Plan plan) {
        this.now = new AtomicReference<>(plan.start());
        this.zones = new AtomicInteger();
        this.database = database;
        this.folder = folder;
        this.plan = plan;
        this.control = wire(folder.resolve("seal.key"));
        this.seeded = control.bootstrap().ensure(seed("example.com"));
        this.ownerToken = seeded.ownerToken()
                .orElseGet(control.bootstrap()::resetOwnerToken)
                .reveal();
        this.server = server();
    }

    /** Another process of the same house. */
    private House(House other, Path seal) {
        this.now = other.now;
        this.zones = other.zones;
        this.database = other.database;
        this.folder = other.folder;
        this.plan = other.plan;
        this.seeded = other.seeded;
        this.ownerToken = other.ownerToken;
        this.control = wire(seal);
        this.server = server();
    }

    private Control wire(Path seal) {
        return Control.wire(
                database,
                custody(seal),
                plan.options(),
                new Control.Rim(now::get, plan.random(), Ticker.systemTicker(), UUID::randomUUID));
    }

    private KeyCustody custody(Path seal) {
        SecureRandom random = new SecureRandom();
        return KeyCustody.open(database, LocalKeyFileSeal.openOrCreate(seal, random), random);
    }

    private ApiServer server() {
        return new ApiServer(
                new ApiServer.Parts(
                        new Listen("127.0.0.1", 0, Optional.empty(), List.of()),
                        Limits.byDefault().withoutPatience(),
                        control.authenticator(),
                        new Gate(control.directory()),
                        new RateLimiter(new RateLimiter.Quota(0, Duration.ofMinutes(5)), now::get),
                        new RequestIds(new SplittableRandom(1)),
                        new SimpleMeterRegistry()),
                control.api(),
                control.open());
    }

    /** What a house is seeded with. */
    public static Bootstrap.Seed seed(String zone) {
        return new Bootstrap.Seed("owner@example.com", "Example", zoneName(zone), true);
    }

    static ZoneName zoneName(String text) {
        return ZoneName.parse(text, why -> {
                    throw new AssertionError(why);
                })
                .orElseThrow();
    }

    /** Another process over the same database and clock, under the same seal. Closing it leaves this one open. */
    public House replica() {
        return replica("seal.key");
    }

    /** Another process over the same database and clock, under a seal that opens nothing. */
    public House replicaUnderAnotherSeal() {
        return replica("other.key");
    }

    private House replica(String seal) {
        House other = new House(this, folder.resolve(seal));
        other.server.start();
        return other;
    }

    /** Stops the listener and forgets everything but the database; answers what was started in its place. */
    public House restarted() {
        server.close();
        return replica();
    }

    /** As {@link #restarted}, but under a seal that opens nothing. */
    public House restartedUnderAnotherSeal() {
        server.close();
        return replicaUnderAnotherSeal();
    }

    public Control control() {
        return control;
    }

    /** The keys of the house, for a test that uses one where no operation does. */
    public KeyCustody custody() {
        return custody(folder.resolve("seal.key"));
    }

    public Database database() {
        return database;
    }

    public Bootstrap bootstrap() {
        return control.bootstrap();
    }

    public Bootstrap.Seeded seeded() {
        return seeded;
    }

    /** The instant the house believes in. */
    public Instant now() {
        return now.get();
    }

    /** The clock's hand moves. */
    public void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    /** The clock shows again what it showed at first. */
    void windBack() {
        now.set(plan.start());
    }

    /** A caller with the owner token, who may do everything. */
    public Caller owner() {
        return bearer(ownerToken);
    }

    /** A caller with this token. */
    public Caller bearer(String token) {
        return nobody().bearer(token);
    }

    /** A caller without credentials. */
    public Caller nobody() {
        return Caller.nobody(url(ApiServer.PREFIX));
    }

    /** A caller of what stands at the root: CA certificates, revocation lists, OCSP. */
    public Caller anybody() {
        return Caller.nobody(url(""));
    }

    /** The listener's address with this path. */
    public String url(String path) {
        return "http://127.0.0.1:" + server.port() + path;
    }

    /** The account the house was seeded with, and its zone {@code example.com}. */
    public Tenant first() {
        return new Tenant(this, seeded.account(), seeded.zone(), "example.com", owner());
    }

    /** An account nobody else has, with a zone of its own. */
    public Tenant account() {
        return account("z%d.example".formatted(zones.incrementAndGet()));
    }

    /** An account nobody else has, with a zone of this name. */
    public Tenant account(String zone) {
        return Tenant.make(this, zone);
    }

    /** One change behind the back of the code under test. */
    public void sql(String text, String... values) {
        database.write(Lane.GENERAL, tx -> {
            Sql sql = tx.sql(text);
            for (String value : values) {
                sql.text(value);
            }
            return sql.run();
        });
    }

    /** The first column of a query, as text. */
    public List<String> query(String text, String... values) {
        return database.read(tx -> {
            Sql sql = tx.sql(text);
            for (String value : values) {
                sql.text(value);
            }
            return sql.list(row -> String.valueOf(row.textOrNull(1)));
        });
    }

    /** The one number a query finds. */
    public long number(String text) {
        return database.read(tx -> tx.sql(text).first(row -> row.number(1)).orElseThrow());
    }

    /** From now on there is an edge, which hears of nothing. */
    public String registerAnEdge() {
        String id = UUID.randomUUID().toString();
        sql(
                "insert into edge (id, name, network, address, joined_on, standing, fencings)"
                        + " values (?, 'edge', '', '', 0, 'leased', 0)",
                id);
        return id;
    }

    /** Does something while there is such an edge. */
    public void withAnEdge(Runnable story) {
        String id = registerAnEdge();
        try {
            story.run();
        } finally {
            sql("delete from edge where id = ?", id);
        }
    }

    /** Closes the listener. */
    @Override
    public void close() {
        server.close();
    }

    /** Closes the listener and the database. */
    void tearDown() {
        close();
        database.close();
    }
}
