package dev.chancery.control.clientcertificates;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chancery.ca.KeySpec;
import dev.chancery.control.house.House;
import dev.chancery.pki.KeyPolicy;
import dev.chancery.pki.SerialNumber;
import dev.chancery.testkit.Caller;
import dev.chancery.testkit.OpenSsl;
import dev.chancery.testkit.Reply;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Issuing and reading, judged by openssl. */
interface IssuingContract extends ClientCertificateContract {
    @Test
    default void issuesWhatOpensslVerifies() {
        ZoneClient zone = zone();
        OpenSsl openssl = openssl();
        JsonNode issued = zone.issue(openssl.csr("/C=US/ST=Texas/L=Austin/O=Example/OU=Ops/CN=robot"), 30)
                .result();
        JsonNode ca = zone.managedCa();
        openssl.write("root.pem", ca.path("root").asText());
        openssl.write("issuing.pem", ca.path("issuing").asText());
        openssl.write("leaf.pem", issued.path("certificate").asText());
        assertThat(openssl.run(
                        "verify",
                        "-x509_strict",
                        "-purpose",
                        "sslclient",
                        "-CAfile",
                        "root.pem",
                        "-untrusted",
                        "issuing.pem",
                        "-attime",
                        Long.toString(house().now().getEpochSecond()),
                        "leaf.pem"))
                .contains("leaf.pem: OK");
        assertThat(issued.path("status").asText()).isEqualTo("active");
        assertThat(issued.path("validity_days").isInt()).isTrue();
        assertThat(issued.path("validity_days").asInt()).isEqualTo(30);
        // Ids and serials begin with the millisecond they were made in (docs/adr/0005-ids-that-grow.md).
        long millis = house().now().toEpochMilli();
        assertThat(issued.path("id").asText()).matches("[0-9a-f]{32}").startsWith("%012x".formatted(millis));
        assertThat(issued.path("serial_number").asText())
                .matches("[0-9a-f]{40}")
                .matches(serial -> new BigInteger(serial, 16).shiftRight(117).longValueExact() == (1L << 41 | millis));
        assertThat(issued.path("common_name").asText()).isEqualTo("robot");
        assertThat(issued.path("country").asText()).isEqualTo("US");
        assertThat(issued.path("state").asText()).isEqualTo("Texas");
        assertThat(issued.path("location").asText()).isEqualTo("Austin");
        assertThat(issued.path("organization").asText()).isEqualTo("Example");
        assertThat(issued.path("organizational_unit").asText()).isEqualTo("Ops");
        assertThat(issued.path("signature").asText()).isEqualTo("ECDSAWithSHA256");
        // 12:00:40 rounds to 12:01, less five minutes.
        assertThat(issued.path("issued_on").asText()).isEqualTo("2026-06-01T11:56:00Z");
        assertThat(issued.path("expires_on").asText()).isEqualTo("2026-07-01T11:56:00Z");
        assertThat(issued.path("certificate_authority").path("id")).isEqualTo(ca.path("id"));
        assertThat(issued.path("certificate_authority").path("name").asText()).isEqualTo("Managed CA for account");
        String told = openssl.run(
                        "x509",
                        "-in",
                        "leaf.pem",
                        "-noout",
                        "-serial",
                        "-fingerprint",
                        "-sha256",
                        "-ext",
                        "subjectKeyIdentifier,crlDistributionPoints,authorityInfoAccess")
                .toLowerCase(java.util.Locale.ROOT);
        assertThat(told)
                .contains("serial=" + issued.path("serial_number").asText() + "\n")
                .contains("fingerprint="
                        + spaced(issued.path("fingerprint_sha256").asText()))
                .contains(spaced(issued.path("ski").asText()))
                .contains(House.PUBLIC_URL + "/crl/" + ca.path("id").asText() + "/1.crl")
                .contains("ocsp - uri:" + House.PUBLIC_URL + "/ocsp/"
                        + ca.path("id").asText())
                .contains("ca issuers - uri:" + House.PUBLIC_URL + "/ca/"
                        + ca.path("id").asText() + ".crt");
        assertThat(zone.get(issued.path("id").asText()).result()).isEqualTo(issued);
    }

    private static String spaced(String hex) {
        return hex.replaceAll("(..)(?!$)", "$1:");
    }

    @Test
    default void certifiesEveryKindOfKeyAllowed() {
        ZoneClient zone = zone();
        OpenSsl openssl = openssl();
        List<String> requests = List.of(
                openssl.csr("/CN=rsa", "rsa:2048"),
                openssl.csr("/CN=rsa3", "rsa:3072", "-sha512"),
                openssl.csr("/CN=p384", "ec", "-pkeyopt", "ec_paramgen_curve:P-384"),
                openssl.csr("/CN=p521", "ec", "-pkeyopt", "ec_paramgen_curve:P-521"),
                openssl.csr("/CN=ed25519", "ed25519"));
        for (String csr : requests) {
            JsonNode issued = zone.issue(csr, 1).result();
            openssl.write("csr.pem", csr);
            openssl.write("leaf.pem", issued.path("certificate").asText());
            assertThat(openssl.run("x509", "-in", "leaf.pem", "-noout", "-pubkey"))
                    .isEqualTo(openssl.run("req", "-in", "csr.pem", "-noout", "-pubkey"));
        }
    }

    @Test
    default void certifiesMlDsaKeysOnlyWhereTheSettingSaysSo() {
        String csr = PostQuantum.csr("ML-DSA-65");
        assertThat(zone().issue(csr, 1).errors())
                .singleElement()
                .asString()
                .startsWith("1452 /csr Keys of algorithm ML-DSA-65 are not allowed (expected: RSA of 2048 to");
        House house = alone(plan().with(KeyPolicy.standard().withMlDsa(true)));
        for (String algorithm : List.of("ML-DSA-44", "ML-DSA-65", "ML-DSA-87")) {
            JsonNode issued = new ZoneClient(house.account())
                    .issue(PostQuantum.csr(algorithm), 1)
                    .result();
            assertThat(issued.path("status").asText()).isEqualTo("active");
        }
    }

    @Test
    default void signsWithRsaWhereTheSettingSaysSo() {
        House house = alone(plan().with(KeySpec.RSA_2048));
        JsonNode issued =
                new ZoneClient(house.account()).issue(openssl().csr("/CN=a"), 1).result();
        assertThat(issued.path("signature").asText()).isEqualTo("SHA256WithRSA");
    }

    @Test
    default void givesTheRequestBackWithCrlfHoweverItWasSent() {
        ZoneClient zone = zone();
        String lf = openssl().csr("/CN=a");
        String crlf = lf.replace("\n", "\r\n");
        for (String sent : List.of(
                lf,
                crlf,
                lf + "\n\n",
                lf.strip(),
                "Certificate Request: änd text\n" + lf,
                crlf + "\n",
                lf.replace("CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST"),
                lf.replace("\n", "\r"))) {
            String expected = sent.replace("\r\n", "\n").replace('\r', '\n').replace("\n", "\r\n");
            JsonNode issued = zone.issue(sent, 1).result();
            assertThat(issued.path("csr").asText()).isEqualTo(expected);
            assertThat(zone.get(issued.path("id").asText()).result()).isEqualTo(issued);
        }
        assertThat(house().number("select count(*) from client_certificate where csr_text is null and zone_id = '"
                        + zone.zone().hex() + "'"))
                .as("only what is not canonical is kept as text")
                .isEqualTo(2);
    }

    @Test
    default void leavesFieldsTheSubjectLacksEmpty() {
        ZoneClient zone = zone();
        JsonNode issued = zone.issue(openssl().csr("/CN=a"), 1).result();
        for (String field : List.of("country", "state", "location", "organization", "organizational_unit")) {
            assertThat(issued.path(field).isTextual()).isTrue();
            assertThat(issued.path(field).asText()).isEmpty();
        }
        assertThat(zone.issue(openssl().csr("/O=Only"), 1)
                        .result()
                        .path("common_name")
                        .asText())
                .isEmpty();
    }

    @Test
    default void issuesAsManyAsAskedForFromOneRequest() {
        ZoneClient zone = zone();
        String csr = openssl().csr("/CN=a");
        JsonNode first = zone.issue(csr, 5475).result();
        JsonNode second = zone.issue(csr, 5475).result();
        assertThat(first.path("id")).isNotEqualTo(second.path("id"));
        assertThat(first.path("serial_number")).isNotEqualTo(second.path("serial_number"));
    }

    @Test
    default void noTwoSerialsOfACaBeginAlikeHoweverTheDiceFall() {
        LoadedDice dice = new LoadedDice();
        House house = alone(House.Plan.standard().with(dice));
        ZoneClient zone = new ZoneClient(house.first());
        String csr = openssl().csr("/CN=a");
        // The clock stands, so the same dice make the same serial number.
        dice.loadFor(1);
        String first = zone.issue(csr, 1).text("/serial_number");
        dice.loadFor(7);
        String second = zone.issue(csr, 1).text("/serial_number");
        assertThat(second.substring(0, 16)).isNotEqualTo(first.substring(0, 16));
        dice.loadFor(8);
        assertThat(zone.issue(csr, 1).status())
                .as("dice that fall alike for ever")
                .isEqualTo(500);
        assertThat(zone.issue(csr, 1).status()).isEqualTo(200);
        assertThat(house.query("select ordinal from client_certificate order by ordinal"))
                .as("what was not kept took no number")
                .containsExactly("1", "2", "3");
        assertThat(house.number("select count(*) from audit_log where object_type = 'client_certificate'"))
                .isEqualTo(3);
    }

    /** Randomness that falls alike for so many serial numbers to come, and is real otherwise. */
    final class LoadedDice extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private int loaded;

        void loadFor(int serials) {
            loaded = serials;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            if (bytes.length == SerialNumber.RANDOM_BYTES && loaded > 0) {
                loaded--;
                Arrays.fill(bytes, (byte) 7);
            } else {
                super.nextBytes(bytes);
            }
        }
    }

    @Test
    default void takesEitherFormOfAnId() {
        ZoneClient zone = zone();
        JsonNode issued = zone.issue(openssl().csr("/CN=a"), 1).result();
        String id = issued.path("id").asText();
        String uuid = id.replaceFirst("(.{8})(.{4})(.{4})(.{4})", "$1-$2-$3-$4-");
        assertThat(zone.get(uuid).result()).isEqualTo(issued);
        assertThat(zone.get(id.toUpperCase(java.util.Locale.ROOT)).result()).isEqualTo(issued);
    }

    @Test
    default void recordsWhoIssuedWhat() {
        ZoneClient zone = zone();
        JsonNode issued = zone.issue(openssl().csr("/CN=a"), 1).result();
        List<String> entries = house().database()
                .read(tx -> tx.sql("select actor_name, action, object_type, outcome, object_id, zone_id, details"
                                + " from audit_log where account_id = ? and object_type not in ('account', 'zone')"
                                + " order by ordinal")
                        .text(zone.tenant().account().hex())
                        .list(row -> "%s %s %s %s %s %s %s"
                                .formatted(
                                        row.text(1),
                                        row.text(2),
                                        row.text(3),
                                        row.text(4),
                                        row.text(5),
                                        row.textOrNull(6),
                                        row.text(7))));
        JsonNode ca = zone.managedCa();
        assertThat(entries)
                .containsExactly(
                        "Owner token create managed_ca success %s null {\"root_id\":\"%s\"}"
                                .formatted(
                                        ca.path("id").asText(),
                                        ca.path("root_id").asText()),
                        "Owner token create client_certificate success %s %s {\"serial_number\":\"%s\"}"
                                .formatted(
                                        issued.path("id").asText(),
                                        zone.zone().hex(),
                                        issued.path("serial_number").asText()));
    }

    @Test
    default void showsAnybodyTheCertificatesOfItsCas() {
        ZoneClient zone = zone();
        OpenSsl openssl = openssl();
        JsonNode ca = zone.managedCa();
        Caller anybody = house().anybody();
        Reply pem = anybody.get("/ca/" + ca.path("root_id").asText() + ".pem");
        assertThat(pem.status()).isEqualTo(200);
        assertThat(pem.text()).isEqualTo(ca.path("root").asText());
        Reply der = anybody.get("/ca/" + ca.path("id").asText() + ".crt");
        assertThat(der.header("content-type")).isEqualTo("application/pkix-cert");
        openssl.write("issuing.pem", ca.path("issuing").asText());
        openssl.run("x509", "-in", "issuing.pem", "-outform", "DER", "-out", "issuing.crt");
        assertThat(openssl.folder().resolve("issuing.crt")).hasBinaryContent(der.bytes());
        for (String file : List.of(UUID.randomUUID() + ".pem", ca.path("id").asText() + ".txt", "x.pem", "x")) {
            assertThat(anybody.get("/ca/" + file).status()).isEqualTo(404);
        }
    }
}
