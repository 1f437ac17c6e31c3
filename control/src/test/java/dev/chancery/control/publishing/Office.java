package dev.chancery.control.publishing;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chancery.ca.CryptoProviders;
import dev.chancery.ca.KeySpec;
import dev.chancery.ca.LocalKeyFileSeal;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.clientcertificates.IssuedClientCertificates;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.db.Sql;
import dev.chancery.control.hostnameassociations.HostnameAssociationsEndpoints;
import dev.chancery.control.hostnameassociations.HostnameUses;
import dev.chancery.control.hostnameassociations.ListHostnameAssociations;
import dev.chancery.control.hostnameassociations.ReplaceHostnameAssociations;
import dev.chancery.control.http.ApiServer;
import dev.chancery.control.http.Limits;
import dev.chancery.control.http.Listen;
import dev.chancery.control.http.RateLimiter;
import dev.chancery.control.http.RequestIds;
import dev.chancery.control.issuing.KeyCustody;
import dev.chancery.control.issuing.ManagedCaBirth;
import dev.chancery.control.issuing.ManagedCas;
import dev.chancery.control.issuing.PublicUrl;
import dev.chancery.control.mtlscertificates.DeleteMtlsCertificate;
import dev.chancery.control.mtlscertificates.ListAssociations;
import dev.chancery.control.mtlscertificates.ListMtlsCertificates;
import dev.chancery.control.mtlscertificates.MtlsCertificateEndpoints;
import dev.chancery.control.mtlscertificates.ReadMtlsCertificate;
import dev.chancery.control.mtlscertificates.StoredCertificates;
import dev.chancery.control.mtlscertificates.UploadMtlsCertificate;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.principal.Actor;
import dev.chancery.control.principal.Directory;
import dev.chancery.control.principal.Grants;
import dev.chancery.control.principal.PermissionGroup;
import dev.chancery.control.principal.Policy;
import dev.chancery.control.principal.Principal;
import dev.chancery.control.principal.ResourceSelector;
import dev.chancery.control.principal.UserId;
import dev.chancery.control.principal.ZoneId;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.revocation.AnswerOcsp;
import dev.chancery.control.revocation.CrlPublisher;
import dev.chancery.control.revocation.OcspResponders;
import dev.chancery.control.revocation.RevocationEndpoints;
import dev.chancery.control.v4.Authenticator;
import dev.chancery.control.v4.Credentials;
import dev.chancery.control.v4.Gate;
import dev.chancery.pki.KeyPolicy;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Uploaded certificates, hostnames and published revocation behind the real listener. It has an account with the zone
 * {@code example.com}, another account with {@code example.net}, and a clock that stands until the test moves it, at first at
 * the real time because {@code openssl} judges by that.
 */
public final class Office implements AutoCloseable {
    public static final AccountId ACCOUNT = new AccountId("a".repeat(32));
    public static final AccountId OTHER_ACCOUNT = new AccountId("b".repeat(32));
    public static final ZoneId ZONE = new ZoneId("1".repeat(32));
    public static final ZoneId OTHER_ZONE = new ZoneId("2".repeat(32));
    public static final String CERTIFICATES = "/accounts/" + ACCOUNT + "/mtls_certificates";
    public static final String HOSTNAMES = "/zones/" + ZONE + "/certificate_authorities/hostname_associations";
    public static final String PUBLIC_URL = "http://pki.example.com";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final AtomicReference<Instant> now =
            new AtomicReference<>(InstantSource.system().instant());
    private final SecureRandom random = new SecureRandom();
    private final Database database;
    private final AuditLog audit = new AuditLog(now::get);
    private final KeyCustody custody;
    private final ManagedCas cas;
    private final CrlPublisher crls;
    private final ApiServer server;

    /** Opens an office over a fresh database, with its seal key in this folder. */
    public static Office open(Database database, Path folder) {
        Office office = new Office(database, folder.resolve("seal.key"));
        office.furnish();
        office.server.start();
        return office;
    }

    /** Another process over the same database, with the seal key in this file. */
    public Office replica(Path seal) {
        Office office = new Office(database, seal);
        office.now.set(now.get());
        office.server.start();
        return office;
    }

    private Office(Database database, Path seal) {
        CryptoProviders.install();
        this.database = database;
        InstantSource clock = now::get;
        this.custody = KeyCustody.open(database, LocalKeyFileSeal.openOrCreate(seal, random), random);
        ManagedCaBirth birth =
                new ManagedCaBirth(database, custody, audit, new PublicUrl(PUBLIC_URL), KeySpec.P_256, random, clock);
        this.cas = new ManagedCas(database, custody, birth, KeyPolicy.standard(), random, clock);
        IssuedClientCertificates issued = new IssuedClientCertificates();
        this.crls = new CrlPublisher(database, cas, issued, clock);
        AnswerOcsp ocsp = new AnswerOcsp(
                database,
                cas,
                new OcspResponders(database, cas, custody, audit, UUID::randomUUID, random, clock),
                issued,
                clock);
        this.server = new ApiServer(
                new ApiServer.Parts(
                        new Listen("127.0.0.1", 0, Optional.empty(), List.of()),
                        Limits.byDefault(),
                        authenticator(),
                        new Gate(directory()),
                        new RateLimiter(new RateLimiter.Quota(0, Duration.ofMinutes(5)), clock),
                        new RequestIds(new SplittableRandom(1)),
                        new SimpleMeterRegistry()),
                List.of(certificates(), hostnames()),
                List.of(new RevocationEndpoints(crls, ocsp)));
    }

    private MtlsCertificateEndpoints certificates() {
        List<CertificateUses> uses = List.of(new HostnameUses());
        return new MtlsCertificateEndpoints(new MtlsCertificateEndpoints.Operations(
                new ListMtlsCertificates(database),
                new UploadMtlsCertificate(database, custody, audit, UUID::randomUUID, now::get),
                new ReadMtlsCertificate(database),
                new DeleteMtlsCertificate(database, custody, uses, audit, now::get),
                new ListAssociations(database, uses)));
    }

    private HostnameAssociationsEndpoints hostnames() {
        StoredCertificates uploaded = new StoredCertificates();
        return new HostnameAssociationsEndpoints(
                new ListHostnameAssociations(database, uploaded),
                new ReplaceHostnameAssociations(database, uploaded, audit));
    }

    private static Directory directory() {
        return id -> Optional.ofNullable(Map.of(
                        ZONE, new Directory.ZoneEntry(ZONE, ACCOUNT, "example.com"),
                        OTHER_ZONE, new Directory.ZoneEntry(OTHER_ZONE, OTHER_ACCOUNT, "example.net"))
                .get(id));
    }

    private void furnish() {
        for (AccountId account : List.of(ACCOUNT, OTHER_ACCOUNT)) {
            sql(
                    "insert into account (id, name, type, settings, created_on) values (?, 'Test', 'standard', '{}', 0)",
                    account.hex());
        }
        String zone =
                "insert into zone (id, account_id, name, type, status, paused, china_network, vanity_name_servers,"
                        + " created_on, modified_on) values (?, ?, ?, 'full', 'active', 0, 0, '[]', 0, 0)";
        sql(zone, ZONE.hex(), ACCOUNT.hex(), "example.com");
        sql(zone, OTHER_ZONE.hex(), OTHER_ACCOUNT.hex(), "example.net");
    }

    /** The first letter of a token says who it is: owner, reader, or a stranger who may only touch zones. */
    private static Authenticator authenticator() {
        return (credentials, ip) -> switch (credentials) {
            case Credentials.Bearer(String token) when token.startsWith("o") -> principal(new Grants.Everything());
            case Credentials.Bearer(String token)
            when token.startsWith("r") ->
                principal(allowing(PermissionGroup.SSL_READ, PermissionGroup.ACCOUNT_SSL_READ));
            case Credentials.Bearer(String token)
            when token.startsWith("s") ->
                principal(allowing(PermissionGroup.ZONE_WRITE, PermissionGroup.ACCOUNT_SETTINGS_WRITE));
            case Credentials.Bearer _, Credentials.EmailAndKey _ ->
                throw ErrorCode.AUTHENTICATION_FAILED.refusal("Authentication error");
        };
    }

    private static Grants allowing(PermissionGroup... groups) {
        return new Grants.ByPolicies(List.of(new Policy(
                "1".repeat(32),
                Policy.Effect.ALLOW,
                Set.of(groups),
                List.of(new ResourceSelector.AllZones(), new ResourceSelector.AllAccounts()))));
    }

    private static Principal principal(Grants grants) {
        return new Principal(
                Principal.Kind.USER_TOKEN,
                "d".repeat(32),
                new Principal.Owner.OfUser(new UserId("c".repeat(32))),
                "deploy",
                grants,
                Set.of(ACCOUNT, OTHER_ACCOUNT),
                true);
    }

    /** Whoever acts outside HTTP. */
    public static Actor actor() {
        return new Actor(principal(new Grants.Everything()), "192.0.2.1", "request-1");
    }

    public Database database() {
        return database;
    }

    public ManagedCas cas() {
        return cas;
    }

    public CrlPublisher crls() {
        return crls;
    }

    public Instant now() {
        return now.get();
    }

    /** The clock's hand moves. */
    public void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
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
    public List<String> query(String text) {
        return database.read(tx -> tx.sql(text).list(row -> String.valueOf(row.textOrNull(1))));
    }

    public String url(String path) {
        return "http://127.0.0.1:" + server.port() + path;
    }

    public Reply get(String path) {
        return call("GET", "/client/v4" + path, "owner", "");
    }

    public Reply delete(String path) {
        return call("DELETE", "/client/v4" + path, "owner", "");
    }

    public Reply put(String path, Object body) {
        return call("PUT", "/client/v4" + path, "owner", JSON.valueToTree(body).toString());
    }

    public Reply post(String path, Object body) {
        return call("POST", "/client/v4" + path, "owner", JSON.valueToTree(body).toString());
    }

    /** A call with a token ({@code owner}, {@code reader}, {@code stranger}, or none) and a body (or none), as wrangler says it. */
    public Reply call(String method, String path, String token, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url(path)))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "text/plain;charset=UTF-8");
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token + "-" + "x".repeat(40));
        }
        return send(request);
    }

    /** Any request. */
    public Reply send(HttpRequest.Builder request) {
        try {
            return new Reply(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Closes the listener, not the database. */
    @Override
    public void close() {
        server.close();
    }
}
