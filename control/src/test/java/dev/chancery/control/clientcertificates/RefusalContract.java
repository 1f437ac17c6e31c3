package dev.chancery.control.clientcertificates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.control.db.Lane;
import dev.chancery.control.house.House;
import dev.chancery.control.principal.PermissionGroup;
import dev.chancery.testkit.Caller;
import dev.chancery.testkit.OpenSsl;
import dev.chancery.testkit.Reply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every refusal, on the wire: status, code, pointer and sentence. */
interface RefusalContract extends ClientCertificateContract {
    /** A body with both members, as JSON texts. */
    private static String body(String csr, String days) {
        return "{\"csr\":%s,\"validity_days\":%s}".formatted(csr, days);
    }

    private static void refused(Reply reply, int status, String... errors) {
        assertThat(reply.errors()).containsExactly(errors);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.json().path("success").booleanValue()).isFalse();
        assertThat(reply.json().path("result").isNull()).isTrue();
    }

    @Test
    default void saysWhatIsWrongWithTheBody() {
        ZoneClient zone = zone();
        String csr = Caller.json(openssl().csr("/CN=a"));
        refused(
                zone.post(""),
                400,
                "6008 /csr csr: missing (expected: a PEM-encoded certificate request)",
                "6008 /validity_days validity_days: missing (expected: an integer)");
        refused(
                zone.post(body("7", "\"7\"")),
                400,
                "6007 /csr csr: 7 (expected: a string)",
                "6007 /validity_days validity_days: a string (expected: an integer)");
        refused(zone.post(body(csr, "1.5")), 400, "6007 /validity_days validity_days: 1.5 (expected: an integer)");
        for (String days : List.of("0", "-1", "5476", "2147483648", "9223372036854775807")) {
            refused(
                    zone.post(body(csr, days)),
                    400,
                    "1453 /validity_days validity_days: %s (expected: 1 to 5475)".formatted(days));
        }
        refused(zone.post("[]"), 400, "6007 - body: an array (expected: an object)");
    }

    @Test
    default void saysWhatIsWrongWithTheRequestText() {
        ZoneClient zone = zone();
        String csr = openssl().csr("/CN=a");
        Map<String, String> said = new LinkedHashMap<>();
        said.put("", "No PEM block was found (expected: -----BEGIN CERTIFICATE REQUEST-----).");
        said.put("hello", "No PEM block was found (expected: -----BEGIN CERTIFICATE REQUEST-----).");
        said.put(
                csr.replace("CERTIFICATE REQUEST", "CERTIFICATE"),
                "The PEM block on line 1 is a CERTIFICATE (expected: CERTIFICATE REQUEST).");
        said.put(csr + csr, "There are 2 certificate requests (expected: one); the second begins on line ");
        said.put(
                csr.substring(0, csr.length() / 2),
                "The PEM block CERTIFICATE REQUEST begun on line 1 has no END line.");
        said.put(csr + "\u0000", "character U+0000 at position %d (expected: PEM text)".formatted(csr.length() + 1));
        said.put("x".repeat(65_537), "65537 characters (expected: at most 65536)");
        refused(
                zone.post(body("\"\\ud800\"", "1")),
                400,
                "1450 /csr csr: character U+D800 at position 1 (expected: PEM text)");
        said.forEach((sent, sentence) -> {
            Reply reply = zone.issue(sent, 1);
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.errors()).singleElement().asString().startsWith("1450 /csr csr: " + sentence);
        });
    }

    @Test
    default void saysWhatIsWrongWithTheRequestItself() {
        ZoneClient zone = zone();
        OpenSsl openssl = openssl();
        refused(
                zone.issue(openssl.csr("/CN=a", "rsa:1024"), 1),
                400,
                "1452 /csr The RSA key has 1024 bits (expected: at least 2048).");
        assertThat(zone.issue(openssl.csr("/CN=a", "ec", "-pkeyopt", "ec_paramgen_curve:secp256k1"), 1)
                        .errors())
                .singleElement()
                .asString()
                .startsWith("1452 /csr ");
        assertThat(zone.issue(openssl.csr("/CN=a", "rsa:2048", "-sha1"), 1).errors())
                .containsExactly(
                        "1455 /csr The certificate request is signed with SHA1WithRSA (expected: SHA-256, SHA-384"
                                + " or SHA-512 with RSA or ECDSA, Ed25519, ML-DSA).");
        refused(
                zone.issue(Forged.csr(openssl.csr("/CN=a", "ed25519")), 1),
                400,
                "1451 /csr The signature of the certificate request does not verify under its own public key.");
        assertThat(zone.issue(openssl.csr("/CN=" + "a".repeat(64) + "/C=US/C=DE"), 1)
                        .status())
                .isEqualTo(200);
    }

    @Test
    default void saysEverythingThatIsWrongAtOnce() {
        ZoneClient zone = zone();
        refused(
                zone.post(body(Caller.json(openssl().csr("/CN=a", "rsa:1024", "-sha1")), "0")),
                400,
                "1452 /csr The RSA key has 1024 bits (expected: at least 2048).",
                "1455 /csr The certificate request is signed with SHA1WithRSA (expected: SHA-256, SHA-384 or SHA-512"
                        + " with RSA or ECDSA, Ed25519, ML-DSA).",
                "1453 /validity_days validity_days: 0 (expected: 1 to 5475)");
        refused(
                zone.post(body("\"x\"", "6000")),
                400,
                "1450 /csr csr: No PEM block was found (expected: -----BEGIN CERTIFICATE REQUEST-----).",
                "1453 /validity_days validity_days: 6000 (expected: 1 to 5475)");
    }

    @Test
    default void leavesNothingBehindWhereItRefuses() {
        ZoneClient zone = zone();
        ZoneClient reader = zone.as(zone.tenant().reader());
        String before = everything();
        zone.issue("x", 1);
        zone.issue(openssl().csr("/CN=a", "rsa:1024"), 1);
        zone.issue(openssl().csr("/CN=a"), 0);
        reader.issue(openssl().csr("/CN=a"), 1);
        assertThat(everything()).isEqualTo(before);
    }

    private String everything() {
        return Stream.of("client_certificate", "managed_ca", "ca_key", "data_key", "crl_partition", "audit_log")
                .map(table -> table + " " + house().number("select count(*) from " + table))
                .toList()
                .toString();
    }

    @Test
    default void knowsNoCertificateOfAnotherZoneOrOfNone() {
        ZoneClient zone = zone();
        ZoneClient other = zone();
        String id = zone.issue(openssl().csr("/CN=a"), 1).result().path("id").asText();
        String unknown = "1415 - Invalid Certificate ID in request";
        for (String one :
                List.of(id, "f".repeat(32), "f".repeat(31), "00000000-0000-4000-8000-000000000000", "nonsense")) {
            refused(other.get(one), 404, unknown);
            refused(other.revoke(one), 404, unknown);
            refused(other.reactivate(one), 404, unknown);
            refused(other.patch(one, "{}"), 404, unknown);
        }
    }

    @Test
    default void asksForThePermissionOfEveryOperation() {
        ZoneClient zone = zone();
        String id = zone.issue(openssl().csr("/CN=a"), 1).result().path("id").asText();
        String denied = "10000 - Authentication error";
        ZoneClient reader = zone.as(zone.tenant().holding(PermissionGroup.SSL_READ));
        ZoneClient stranger = zone.as(zone.tenant().stranger());
        assertThat(reader.get(id).status()).isEqualTo(200);
        assertThat(reader.list("").status()).isEqualTo(200);
        refused(reader.issue("x", 1), 403, denied);
        refused(reader.revoke(id), 403, denied);
        refused(reader.reactivate(id), 403, denied);
        refused(stranger.get(id), 403, denied);
        refused(stranger.list(""), 403, denied);
        refused(zone.as(zone.tenant().as(house().bearer("x".repeat(40)))).list(""), 401, denied);
        refused(
                zone.as(zone.tenant().nobody()).list(""),
                400,
                "9106 - Missing X-Auth-Key, X-Auth-Email or Authorization headers");
        assertThat(reader.tenant().get("/accounts/{account}/managed_ca").errors())
                .containsExactly(denied);
        assertThat(zone.get(id).result().path("status").asText()).isEqualTo("active");
    }

    @Test
    default void refusesMoreThanTheQuotaAllows() {
        House house = alone(plan().with(ClientCertificateQuota.of(2)));
        ZoneClient zone = new ZoneClient(house.account());
        String csr = openssl().csr("/CN=a");
        String full = "1445 - Hit maximum certificate allocation: 2 certificates per zone are allowed";
        String first = zone.issue(csr, 1).result().path("id").asText();
        assertThat(zone.issue(csr, 1).status()).isEqualTo(200);
        refused(zone.issue(csr, 1), 400, full);
        assertThat(new ZoneClient(house.account()).issue(csr, 1).status()).isEqualTo(200);
        assertThat(zone.revoke(first).status()).isEqualTo(200);
        assertThat(zone.issue(csr, 1).status()).isEqualTo(200);
        refused(zone.reactivate(first), 400, full);
        assertThat(zone.get(first).result().path("status").asText()).isEqualTo("revoked");
    }

    @Test
    default void issuesNothingInAZoneThatWasClosedMeanwhile() {
        ZoneClient zone = zone();
        boolean closed =
                house().database().write(Lane.GENERAL, tx -> new ClientCertificateStore().close(tx, zone.zone()));
        assertThat(closed).isTrue();
        refused(
                zone.issue(openssl().csr("/CN=a"), 1),
                404,
                "7003 - Could not route to /zones/%s, perhaps your object identifier is invalid?"
                        .formatted(zone.zone().hex()));
    }

    @Test
    default void saysWhatIsWrongWithAQueryOrAnEdit() {
        ZoneClient zone = zone();
        String id = zone.issue(openssl().csr("/CN=a"), 1).result().path("id").asText();
        refused(
                zone.list("?status=gone&page=0&per_page=51"),
                400,
                "6010 page page: \"0\" (expected: a whole number from 1 to 2147483647)",
                "6010 per_page per_page: \"51\" (expected: a whole number from 5 to 50)",
                "6010 status status: \"gone\" (expected: all, active, pending_reactivation, pending_revocation or"
                        + " revoked)");
        refused(
                zone.patch(id, "{\"reactivate\":\"yes\"}"),
                400,
                "6007 /reactivate reactivate: a string (expected: a boolean)");
    }
}
