package dev.chancery.control.clientcertificates;

import dev.chancery.ca.CryptoProviders;
import dev.chancery.ca.KeySpec;
import dev.chancery.ca.LocalKeyFileSeal;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.db.Tx;
import dev.chancery.control.http.ApiServer;
import dev.chancery.control.http.Limits;
import dev.chancery.control.http.Listen;
import dev.chancery.control.http.RateLimiter;
import dev.chancery.control.http.RequestIds;
import dev.chancery.control.issuing.CaFileEndpoints;
import dev.chancery.control.issuing.KeyCustody;
import dev.chancery.control.issuing.ManagedCaBirth;
import dev.chancery.control.issuing.ManagedCaEndpoints;
import dev.chancery.control.issuing.ManagedCas;
import dev.chancery.control.issuing.PublicUrl;
import dev.chancery.control.issuing.ReadCaFile;
import dev.chancery.control.issuing.ReadManagedCa;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.principal.Directory;
import dev.chancery.control.principal.Grants;
import dev.chancery.control.principal.HexId;
import dev.chancery.control.principal.PermissionGroup;
import dev.chancery.control.principal.Policy;
import dev.chancery.control.principal.Principal;
import dev.chancery.control.principal.ResourceSelector;
import dev.chancery.control.principal.UserId;
import dev.chancery.control.principal.ZoneId;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.v4.Authenticator;
import dev.chancery.control.v4.Credentials;
import dev.chancery.control.v4.Gate;
import dev.chancery.pki.KeyPolicy;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Everything a client certificate needs, behind the real listener: database, seal, CA, operations. Zones and tokens are the
 * test's own.
 */
final class House implements AutoCloseable {
    /** Every permission on every zone of the house. */
    static final String OWNER = "o".repeat(40);

    /** May read SSL settings of every zone. */
    static final String READER = "r".repeat(40);

    /** May do everything with zones, but nothing with certificates. */
    static final String STRANGER = "s".repeat(40);

    static final String PUBLIC_URL = "http://pki.example.com:8787";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-06-01T12:00:40.123456Z"));
    private final Map<ZoneId, Directory.ZoneEntry> zones = new ConcurrentHashMap<>();
    private final Set<AccountId> accounts = ConcurrentHashMap.newKeySet();
    private final Database database;
    private final ApiServer server;
    private final ManagedCas cas;
    private final SecureRandom random = new SecureRandom();

    /**
     * What may differ between houses.
     *
     * @param sealFile the seal key; made if missing
     */
    record Plan(Path sealFile, KeySpec key, KeyPolicy keys, ClientCertificateQuota quota) {
        static Plan standard(Path folder) {
            return new Plan(
                    folder.resolve("seal.key"), KeySpec.P_256, KeyPolicy.standard(), ClientCertificateQuota.UNLIMITED);
        }

        Plan with(KeySpec newKey) {
            return new Plan(sealFile, newKey, keys, quota);
        }

        Plan with(KeyPolicy newKeys) {
            return new Plan(sealFile, key, newKeys, quota);
        }

        Plan with(ClientCertificateQuota newQuota) {
            return new Plan(sealFile, key, keys, newQuota);
        }

        Plan sealedWith(Path file) {
            return new Plan(file, key, keys, quota);
        }
    }

    /** Opens a house over a database, which it does not close. */
    static House open(Database database, Plan plan) {
        CryptoProviders.install();
        House house = new House(database, plan);
        house.server.start();
        return house;
    }

    private House(Database database, Plan plan) {
        this.database = database;
        InstantSource clock = now::get;
        AuditLog audit = new AuditLog(clock);
        KeyCustody custody = KeyCustody.open(database, LocalKeyFileSeal.openOrCreate(plan.sealFile(), random), random);
        ManagedCaBirth birth =
                new ManagedCaBirth(database, custody, audit, new PublicUrl(PUBLIC_URL), plan.key(), random, clock);
        this.cas = new ManagedCas(database, custody, birth, plan.keys(), random, clock);
        ClientCertificateStore store = new ClientCertificateStore();
        ClientCertificateEndpoints.Operations operations = new ClientCertificateEndpoints.Operations(
                new IssueClientCertificate(database, cas, store, plan.quota(), audit, random, clock),
                new ReadClientCertificate(database, store),
                new ListClientCertificates(database, store),
                new ReactivateClientCertificate(database, store, plan.quota(), audit, clock),
                new RevokeClientCertificate(database, store, audit, clock));
        Directory directory = id -> Optional.ofNullable(zones.get(id));
        this.server = new ApiServer(
                new ApiServer.Parts(
                        new Listen("127.0.0.1", 0, Optional.empty(), List.of()),
                        Limits.byDefault(),
                        authenticator(),
                        new Gate(directory),
                        new RateLimiter(new RateLimiter.Quota(0, Duration.ofMinutes(5)), clock),
                        new RequestIds(new SplittableRandom(1)),
                        new SimpleMeterRegistry()),
                List.of(new ClientCertificateEndpoints(operations), new ManagedCaEndpoints(new ReadManagedCa(cas))),
                List.of(new CaFileEndpoints(new ReadCaFile(cas))));
    }

    private Authenticator authenticator() {
        return (credentials, ip) -> {
            if (credentials instanceof Credentials.Bearer(String token)) {
                return switch (token.charAt(0)) {
                    case 'o' -> principal(new Grants.Everything());
                    case 'r' -> principal(allowing(PermissionGroup.SSL_READ));
                    case 's' -> principal(allowing(PermissionGroup.ZONE_WRITE));
                    default -> throw ErrorCode.AUTHENTICATION_FAILED.refusal("Authentication error");
                };
            }
            throw ErrorCode.AUTHENTICATION_FAILED.refusal("Authentication error");
        };
    }

    private static Grants allowing(PermissionGroup group) {
        return new Grants.ByPolicies(List.of(new Policy(
                "1".repeat(32), Policy.Effect.ALLOW, Set.of(group), List.of(new ResourceSelector.AllZones()))));
    }

    private Principal principal(Grants grants) {
        return new Principal(
                Principal.Kind.USER_TOKEN,
                "d".repeat(32),
                new Principal.Owner.OfUser(new UserId("c".repeat(32))),
                "deploy",
                grants,
                accounts,
                true);
    }

    /** A zone in an account of its own. */
    ZoneClient zone() {
        AccountId account = new AccountId(HexId.random(random));
        database.write(Lane.GENERAL, tx -> createAccount(tx, account));
        accounts.add(account);
        return zone(account, new ZoneId(HexId.random(random)));
    }

    /** A zone of an account that is in the database already, as after a restart. */
    ZoneClient zone(AccountId account, ZoneId zone) {
        accounts.add(account);
        zones.put(zone, new Directory.ZoneEntry(zone, account, "example.com"));
        return new ZoneClient(new V4Client(server.port()), account, zone, OWNER);
    }

    private static int createAccount(Tx tx, AccountId account) {
        return tx.sql(
                        "insert into account (id, name, type, settings, created_on) values (?, 'Test', 'standard', '{}', 0)")
                .text(account.hex())
                .run();
    }

    /** The clock's hand moves. */
    void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    Instant now() {
        return now.get();
    }

    Database database() {
        return database;
    }

    ManagedCas cas() {
        return cas;
    }

    @Override
    public void close() {
        server.close();
    }
}
