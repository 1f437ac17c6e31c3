package dev.chancery.control.sshcertificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chancery.control.accessplane.SshSigner;
import dev.chancery.control.db.Lane;
import dev.chancery.control.house.House;
import dev.chancery.control.house.HouseTest;
import dev.chancery.control.house.Tenant;
import dev.chancery.pki.SshCertificate;
import dev.chancery.pki.SshCertificateContent;
import dev.chancery.pki.SshCertificateKind;
import dev.chancery.pki.SshOption;
import dev.chancery.testkit.Reply;
import dev.chancery.testkit.SshKeygen;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** SSH certificates for people: signed, listed as revoked, forgotten; on every engine. */
interface SshCertificatesContract extends HouseTest {
    String KRL = "krl";

    /** The numbers a server that fetched the list now refuses, as ssh-keygen reads them. */
    private Set<String> refused(SshApplication application) throws IOException {
        SshKeygen keygen = new SshKeygen(folder());
        Files.write(
                keygen.folder().resolve(KRL),
                house().anybody().get(application.krl()).bytes());
        return keygen.ok("-Q", "-l", "-f", KRL)
                .lines()
                .filter(line -> line.startsWith("serial: "))
                .map(line -> line.substring("serial: ".length()))
                .collect(Collectors.toSet());
    }

    private static String serial(SshCertificate certificate) {
        return certificate.content().serial().toString();
    }

    @Test
    default void signsWhatTheOriginalSigns() {
        SshApplication application = SshApplication.make(account(), "plain");
        SshSigner.Signed signed = application.signed("JDoe@Example.com");

        SshCertificateContent content = signed.certificate().content();
        assertThat(signed.certificate().verifies()).isTrue();
        assertThat(content.signer()).isEqualTo(SshApplication.key(application.line()));
        assertThat(content.kind()).isEqualTo(SshCertificateKind.USER);
        assertThat(content.key()).isEqualTo(SshApplication.key());
        assertThat(content.keyId()).isEqualTo(signed.keyId()).matches("[0-9a-f]{32}");
        assertThat(content.principals()).containsExactly("jdoe");
        assertThat(content.criticalOptions()).isEmpty();
        assertThat(content.extensions().stream().map(SshOption::name))
                .containsExactly("permit-agent-forwarding", "permit-pty", "permit-user-rc");
        assertThat(signed.expiresAt())
                .isEqualTo(house().now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(180));
        assertThat(signed.certificate().isValidAt(signed.expiresAt().minusSeconds(1)))
                .isTrue();
        assertThat(signed.certificate().isValidAt(signed.expiresAt())).isFalse();
        assertThat(serial(application.certificate("jdoe@example.com"))).isNotEqualTo(serial(signed.certificate()));
    }

    @Test
    default void writesEverySignatureIntoTheAuditLog() {
        SshApplication application = SshApplication.make(account(), "audit");
        SshSigner.Signed signed = application.signed("jdoe@example.com");

        JsonNode entry = account()
                .get("/accounts/{account}/audit_logs?action.type=create&per_page=1")
                .result()
                .get(0);
        assertThat(entry.at("/resource/type").textValue()).isEqualTo("ssh_certificate");
        assertThat(entry.at("/resource/id").textValue()).isEqualTo(signed.keyId());
        assertThat(entry.at("/metadata/email").textValue()).isEqualTo("jdoe@example.com");
        assertThat(entry.at("/metadata/principal").textValue()).isEqualTo("jdoe");
        assertThat(entry.at("/metadata/serial").textValue()).isEqualTo(serial(signed.certificate()));
        assertThat(entry.at("/metadata/authority").textValue()).isEqualTo(application.ca());
        assertThat(entry.at("/metadata/address").textValue()).isEqualTo("192.0.2.7");
        assertThat(entry.at("/metadata/key").textValue())
                .isEqualTo(SshApplication.key().fingerprint());
    }

    @Test
    default void saysWhatTheApplicationSays() {
        SshApplication application = SshApplication.make(
                account(),
                "terms",
                Map.of(
                        "ssh_certificate",
                        Map.of(
                                "lifetime", "1h30m",
                                "source_addresses", List.of("10.0.0.0/8", "2001:db8::/32"),
                                "force_command", "uptime")));
        SshSigner.Signed signed = application.signed("jdoe@example.com");

        assertThat(signed.certificate().content().criticalOptions().stream().map(SshOption::toString))
                .containsExactly("force-command \"uptime\"", "source-address \"10.0.0.0/8,2001:db8:0:0:0:0:0:0/32\"");
        assertThat(signed.expiresAt())
                .isEqualTo(house().now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofMinutes(90)));
        assertThat(account()
                        .get("/accounts/{account}/access/apps/" + application.id())
                        .result()
                        .at("/ssh_certificate/lifetime")
                        .textValue())
                .isEqualTo("1h30m");
        account()
                .post("/accounts/{account}/access/apps", """
                        {"type":"ssh","domain":"bad.%s","ssh_certificate":{"lifetime":"25h",
                         "source_addresses":["10.0.0.1/8"],"force_command":"a\\nb"}}""".formatted(account().zoneName()))
                .faultsAt(
                        "/ssh_certificate/lifetime",
                        "/ssh_certificate/source_addresses/0",
                        "/ssh_certificate/force_command");
    }

    @Test
    default void saysWhatThePolicySaysBeforeWhatTheApplicationSays() {
        SshApplication application = SshApplication.make(
                account(),
                "by-policy",
                Map.of(
                        "ssh_certificate",
                        Map.of("lifetime", "1h", "source_addresses", List.of("10.0.0.0/8"), "force_command", "uptime"),
                        "policies",
                        List.of(
                                allowing("ops", Map.of("lifetime", "5m", "usernames", List.of("deploy", "root"))),
                                allowing(
                                        "audit",
                                        Map.of(
                                                "force_command",
                                                "tail -f /var/log/auth.log",
                                                "usernames",
                                                List.of("audit"),
                                                "allow_email_alias",
                                                true)))));
        List<UUID> policies =
                account().get("/accounts/{account}/access/apps/" + application.id() + "/policies").each("/id").stream()
                        .map(UUID::fromString)
                        .toList();

        SshSigner.Signed ops = application.signed("jdoe@example.com", policies.getFirst());
        assertThat(ops.certificate().content().principals()).containsExactly("deploy", "root");
        assertThat(ops.expiresAt())
                .isEqualTo(house().now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofMinutes(5)));
        assertThat(ops.certificate().content().criticalOptions().stream().map(SshOption::toString))
                .as("what it says nothing of is the application's")
                .containsExactly("force-command \"uptime\"", "source-address \"10.0.0.0/8\"");
        SshSigner.Signed audit = application.signed("jdoe@example.com", policies.getLast());
        assertThat(audit.certificate().content().principals()).containsExactly("audit", "jdoe");
        assertThat(audit.certificate().content().criticalOptions().getFirst())
                .hasToString("force-command \"tail -f /var/log/auth.log\"");
        assertThat(account()
                        .post(application.revoke(), Map.of("key_id", audit.keyId()))
                        .text("/revoked/0/principal"))
                .isEqualTo("audit,jdoe");

        account()
                .post("/accounts/{account}/access/policies", """
                        {"name":"bad","decision":"allow","include":[{"everyone":{}}],"ssh_certificate":{"lifetime":"25h",
                         "source_addresses":["10.0.0.1/8"],"force_command":"a\\nb","usernames":["a b","*"],
                         "allow_email_alias":1}}""")
                .faultsAt(
                        "/ssh_certificate/lifetime",
                        "/ssh_certificate/source_addresses/0",
                        "/ssh_certificate/force_command",
                        "/ssh_certificate/usernames/0",
                        "/ssh_certificate/usernames/1",
                        "/ssh_certificate/allow_email_alias");
        account().post("/accounts/{account}/access/policies", """
                        {"name":"bad","decision":"deny","include":[{"everyone":{}}],"ssh_certificate":{"lifetime":"1h"}}""").faultsAt("/ssh_certificate");
    }

    @Test
    default void lastsAsLongAsTheHouseSaysWhereNobodyElseDoes() {
        House house = alone(House.Plan.standard().withSshLifetime(Duration.ofSeconds(90)));
        SshApplication application = SshApplication.make(house.account(), "house");
        assertThat(application.signed("jdoe@example.com").expiresAt())
                .isEqualTo(house.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(90));
    }

    private static Map<String, ?> allowing(String name, Map<String, ?> certificate) {
        return Map.of(
                "name",
                name,
                "decision",
                "allow",
                "include",
                List.of(Map.of("everyone", Map.of())),
                "ssh_certificate",
                certificate);
    }

    @Test
    default void refusesWhoseTokenIsForNothing() {
        SshApplication application = SshApplication.make(account(), "refuses");
        SshSigner.Order good = application.order("jdoe@example.com", Duration.ZERO);
        Tenant other = house().account();

        assertThat(application.ask(new SshSigner.Order(
                        good.account(),
                        "0".repeat(64),
                        Optional.empty(),
                        good.email(),
                        good.tokenIssuedAt(),
                        good.key(),
                        "")))
                .isInstanceOf(SshSigner.NoAuthority.class);
        assertThat(application.ask(new SshSigner.Order(
                        other.account(),
                        good.audience(),
                        Optional.empty(),
                        good.email(),
                        good.tokenIssuedAt(),
                        good.key(),
                        "")))
                .isInstanceOf(SshSigner.NoAuthority.class);
        assertThat(application.ask(application.order("jdoe", Duration.ZERO)))
                .isEqualTo(new SshSigner.Unfit("principal: \"\" (expected: 1 to 255 characters without blanks, commas,"
                        + " wildcards and control characters)."));
        account()
                .delete("/accounts/{account}/access/apps/" + application.id() + "/ca")
                .result(202);
        assertThat(application.ask(good)).isInstanceOf(SshSigner.NoAuthority.class);
        assertThat(house().query("select key_id from ssh_certificate where ca_id = ?", application.ca()))
                .isEmpty();
    }

    @Test
    default void refusesTokensThatWereRevoked() {
        SshApplication application = SshApplication.make(account(), "tokens");
        Duration old = Duration.ofMinutes(5);
        assertThat(application.ask(application.order("a@example.com", old))).isInstanceOf(SshSigner.Signed.class);

        account()
                .post("/accounts/{account}/access/organizations/revoke_user", Map.of("email", "A@example.com"))
                .result();
        assertThat(application.ask(application.order("A@Example.com", old))).isInstanceOf(SshSigner.TokenRevoked.class);
        assertThat(application.ask(application.order("b@example.com", old))).isInstanceOf(SshSigner.Signed.class);
        assertThat(application.ask(application.order("a@example.com", Duration.ZERO)))
                .isInstanceOf(SshSigner.Signed.class);

        account()
                .post("/accounts/{account}/access/apps/" + application.id() + "/revoke_tokens", "")
                .result(202);
        assertThat(application.ask(application.order("b@example.com", old))).isInstanceOf(SshSigner.TokenRevoked.class);
    }

    @Test
    default void refusesWeakKeys() throws IOException {
        SshApplication application = SshApplication.make(account(), "weak");
        SshKeygen keygen = new SshKeygen(folder());
        SshSigner.Order order = application.order("jdoe@example.com", Duration.ZERO);
        for (List<String> good : List.of(
                List.of("-t", "ecdsa", "-b", "384"),
                List.of("-t", "ecdsa", "-b", "521"),
                List.of("-t", "rsa", "-b", "2048"))) {
            String line = keygen.newKey(String.join("", good), "", good.toArray(String[]::new));
            assertThat(application.ask(SshApplication.with(order, SshApplication.key(line))))
                    .isInstanceOf(SshSigner.Signed.class);
        }
        String weak = keygen.newKey("weak", "", "-t", "rsa", "-b", "1024");
        assertThat(application.ask(SshApplication.with(order, SshApplication.key(weak))))
                .isInstanceOf(SshSigner.Unfit.class);
    }

    @Test
    default void listsWhatIsRevoked() throws IOException {
        SshApplication application = SshApplication.make(account(), "krl");
        SshCertificate bySerial = application.certificate("a@example.com");
        SshSigner.Signed byKeyId = application.signed("a@example.com");
        SshCertificate byEmail = application.certificate("B@example.com");
        SshCertificate kept = application.certificate("a@example.com");
        SshCertificate elsewhere = SshApplication.make(account(), "elsewhere").certificate("b@example.com");
        assertThat(refused(application)).isEmpty();

        JsonNode revoked = account()
                .post(application.revoke(), Map.of("serial", serial(bySerial)))
                .result();
        assertThat(revoked.at("/revoked/0/key_id").textValue())
                .isEqualTo(bySerial.content().keyId());
        account().post(application.revoke(), Map.of("key_id", byKeyId.keyId())).result();
        assertThat(account()
                        .post(application.revoke(), Map.of("email", "b@Example.com"))
                        .result()
                        .path("revoked"))
                .hasSize(1);
        assertThat(refused(application))
                .containsExactlyInAnyOrder(serial(bySerial), serial(byKeyId.certificate()), serial(byEmail));
        assertThat(refused(application)).doesNotContain(serial(kept), serial(elsewhere));
        assertThat(house().query(
                                "select object_id from audit_log where action = 'revoke' and object_type = 'ssh_certificate'"
                                        + " and account_id = ? order by ordinal",
                                account().account().hex()))
                .containsExactly(
                        bySerial.content().keyId(),
                        byKeyId.keyId(),
                        byEmail.content().keyId());
    }

    @Test
    default void answersTheListToWhoeverAsksAndOnlyWhereItChanged() {
        SshApplication application = SshApplication.make(account(), "etag");
        Reply first = house().anybody().get(application.krl());
        assertThat(first.header("content-type")).isEqualTo("application/octet-stream");
        Reply again =
                house().anybody().with("if-none-match", first.header("etag")).get(application.krl());
        assertThat(again.status()).isEqualTo(304);

        String serial = serial(application.certificate("a@example.com"));
        assertThat(house().anybody().get(application.krl()).bytes()).isEqualTo(first.bytes());
        account().post(application.revoke(), Map.of("serial", serial)).result();
        Reply changed =
                house().anybody().with("if-none-match", first.header("etag")).get(application.krl());
        assertThat(changed.status()).isEqualTo(200);
        account().post(application.revoke(), Map.of("serial", serial)).result();
        assertThat(house().anybody().get(application.krl()).bytes()).isEqualTo(changed.bytes());
        assertThat(house().anybody().get("/ssh/" + "0".repeat(48) + ".krl").status())
                .isEqualTo(404);
        assertThat(house().anybody().get("/ssh/x.krl").status()).isEqualTo(404);
    }

    @Test
    default void forgetsWhatExpiredAnHourAgo() throws IOException {
        SshApplication application = SshApplication.make(account(), "forget");
        String revoked = serial(application.certificate("a@example.com"));
        application.certificate("a@example.com");
        account().post(application.revoke(), Map.of("serial", revoked)).result();
        String tag = house().anybody().get(application.krl()).header("etag");
        ForgetSshCertificates forget = house().control().sshForgetting();

        house().pass(Duration.ofSeconds(179).plus(ForgetSshCertificates.MARGIN));
        forget.run();
        assertThat(refused(application)).containsExactly(revoked);
        house().pass(Duration.ofSeconds(2));
        forget.run();
        assertThat(refused(application)).isEmpty();
        assertThat(house().anybody().get(application.krl()).header("etag")).isGreaterThan(tag);
        assertThat(house().query("select key_id from ssh_certificate where ca_id = ?", application.ca()))
                .isEmpty();
        account()
                .post(application.revoke(), Map.of("serial", revoked))
                .refused(
                        404,
                        "12135 - access.api.error.not_found: no certificate of the CA %s is meant that has not expired"
                                .formatted(application.ca()));
    }

    @Test
    default void saysWhatIsWrongWithARevocation() {
        SshApplication application = SshApplication.make(account(), "body");
        account()
                .post(application.revoke(), "{}")
                .refused(400, "6008 /serial serial: missing (expected: serial, key_id or email)");
        account()
                .post(application.revoke(), Map.of("serial", "0", "key_id", "x", "email", "y"))
                .faultsAt("/serial", "/key_id", "/email", "/email");
        account()
                .post("/accounts/{account}/access/apps/x/ca/revoke", Map.of("serial", "1"))
                .refused(404, "7003 - app_id: \"x\" (expected: a UUID or its 32 hex digits)");
        account()
                .reader()
                .post(application.revoke(), Map.of("serial", "1"))
                .refused(403, "10000 - Authentication error");
        // The zone's path shows the application too.
        account()
                .post("/zones/{zone}/access/apps/" + application.id() + "/ca/revoke", Map.of("email", "a@example.com"))
                .result();
    }

    @Test
    default void hasAListForTheGatewaysCaToo() throws IOException {
        String path = "/accounts/{account}/access/gateway_ca";
        String id = account().post(path, "").result(201).path("id").textValue();
        SshKeygen keygen = new SshKeygen(folder());
        Files.write(
                keygen.folder().resolve(KRL),
                house().anybody().get("/ssh/" + id + ".krl").bytes());
        assertThat(keygen.ok("-Q", "-l", "-f", KRL)).contains("KRL version");
        assertThat(account()
                        .post(path + "/" + id + "/revoke", Map.of("email", "a@example.com"))
                        .result()
                        .path("revoked"))
                .isEmpty();
        account()
                .post(path + "/" + id + "/revoke", Map.of("serial", "1"))
                .refused(
                        404,
                        "12135 - access.api.error.not_found: no certificate of the CA %s is meant that has not expired"
                                .formatted(id));
        house().account()
                .post(path + "/" + id + "/revoke", Map.of("email", "a@example.com"))
                .refused(404, "12135 - access.api.error.not_found: no gateway CA has the id %s here".formatted(id));
    }

    @Test
    default void letsNoCertificateSlipPastWhoeverRevokesThePerson() throws Exception {
        SshApplication application = SshApplication.make(account(), "race");
        StoredSshCertificates certificates = new StoredSshCertificates(house()::now);
        SshSigner.Order order = application.order("a@example.com", Duration.ofMinutes(1));
        List<Callable<List<String>>> work = new ArrayList<>();
        IntStream.range(0, 40)
                .forEach(_ -> work.add(() -> switch (application.ask(order)) {
                    case SshSigner.Signed signed -> List.of(serial(signed.certificate()));
                    case SshSigner.TokenRevoked _ -> List.of();
                    case SshSigner.NoAuthority none -> throw new AssertionError(none);
                    case SshSigner.Unfit unfit -> throw new AssertionError(unfit);
                }));
        work.add(
                20,
                () -> house().database().write(Lane.TRUST, tx -> {
                    tx.sql("insert into access_user_revocation (account_id, email, revoked_on) values (?, ?, ?)")
                            .text(account().account().hex())
                            .text("a@example.com")
                            .instant(house().now())
                            .run();
                    certificates.revokeAll(tx, account().account(), "A@example.com");
                    return List.<String>of();
                }));
        Set<String> signed = new HashSet<>();
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<List<String>> one : people.invokeAll(work)) {
                signed.addAll(one.get());
            }
        }

        assertThat(refused(application)).isEqualTo(signed);
        assertThat(application.ask(order)).isInstanceOf(SshSigner.TokenRevoked.class);
    }

    @Test
    default void needsTheSealToSign() {
        SshApplication application = SshApplication.make(account(), "sealed");
        try (var sealed = house().replicaUnderAnotherSeal()) {
            assertThatThrownBy(() -> sealed.control()
                            .access()
                            .sshSigner()
                            .sign(application.order("a@example.com", Duration.ZERO)))
                    .hasMessageContaining("The keys are sealed");
            assertThat(account()
                            .at(sealed)
                            .house()
                            .anybody()
                            .get(application.krl())
                            .status())
                    .isEqualTo(200);
        }
    }
}
