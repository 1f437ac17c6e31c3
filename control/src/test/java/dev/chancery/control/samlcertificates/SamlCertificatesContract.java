package dev.chancery.control.samlcertificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chancery.ca.ContentKey;
import dev.chancery.ca.DecryptionKey;
import dev.chancery.ca.KeyTransport;
import dev.chancery.ca.OaepDigest;
import dev.chancery.ca.UndecryptableException;
import dev.chancery.control.house.House;
import dev.chancery.control.house.HouseTest;
import dev.chancery.control.publishing.SamlCertificateSetId;
import dev.chancery.control.v4.Rfc3339;
import dev.chancery.testkit.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** SAML encryption certificates over HTTP, on every engine. */
interface SamlCertificatesContract extends HouseTest {
    String PROVIDERS = "/accounts/{account}/access/identity_providers";
    String SETS = "/accounts/{account}/access/saml_certificates";
    String UNKNOWN = "f174e90a-fafe-4643-bbbc-4a0ed4fc8415";
    KeyTransport OAEP = KeyTransport.oaep(OaepDigest.SHA_1, OaepDigest.SHA_1);
    int AES_256 = 32;

    /** A SAML provider and its set. */
    record Made(String provider, String set) {}

    private String provider(String type) {
        String config = switch (type) {
            case "saml" ->
                "{'issuer_url':'https://idp.example.com','sso_target_url':'https://idp.example.com/login','idp_public_certs':[%s]}"
                        .formatted(quoted(openssl().leaf("/CN=idp").certificate()));
            default -> "{'client_id':'c'}";
        };
        return account()
                .post(PROVIDERS, "{'name':'p','type':'%s','config':%s}".formatted(type, config))
                .result(201)
                .path("id")
                .textValue();
    }

    private static String quoted(String text) {
        return "'" + text.replace("\n", "\\n") + "'";
    }

    private Made made() {
        String provider = provider("saml");
        JsonNode set = account()
                .call("POST", PROVIDERS + "/" + provider + "/saml_certificate", "")
                .result(201);
        return new Made(provider, set.path("uid").textValue());
    }

    private JsonNode set(String id) {
        return account().get(SETS + "/" + id).result();
    }

    private Reply rotate(String id) {
        return account().call("POST", SETS + "/" + id + "/rotate", "");
    }

    private List<DecryptionKey> keys(String set) {
        return house().control()
                .assertionKeys()
                .of(account().account(), SamlCertificateSetId.parse(set).orElseThrow());
    }

    @Test
    default void givesAProviderASetOnce() {
        String provider = provider("saml");
        String path = PROVIDERS + "/" + provider + "/saml_certificate";
        JsonNode set = account().call("POST", path, "").result(201);
        assertThat(account().call("POST", path, "").result(200)).isEqualTo(set);
        assertThat(set.path("created_at").textValue()).isEqualTo(Rfc3339.micros(house().now()));
        assertThat(set.path("updated_at")).isEqualTo(set.path("created_at"));
        assertThat(set.has("previous_certificate")).isTrue();
        assertThat(set.path("previous_certificate").isNull()).isTrue();
        JsonNode current = set.path("current_certificate");
        assertThat(current.path("is_current").booleanValue()).isTrue();
        assertThat(current.path("not_after").textValue()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:00Z");
        assertThat(current.path("public_certificate").textValue()).endsWith("-----END CERTIFICATE-----\n");
        assertThat(account().get(SETS + "/" + set.path("uid").textValue()).result())
                .isEqualTo(set);
        assertThat(account().get(PROVIDERS + "/" + provider).result().path("saml_certificate_set"))
                .isEqualTo(set);
        assertThat(account().get(PROVIDERS + "/" + provider).text("/saml_certificate_set_id"))
                .isEqualTo(set.path("uid").textValue());
    }

    @Test
    default void givesAProviderOneSetHoweverManyAskAtOnce() throws Exception {
        String path = PROVIDERS + "/" + provider("saml") + "/saml_certificate";
        Callable<Reply> call = () -> account().call("POST", path, "");
        List<Reply> replies = new ArrayList<>();
        try (ExecutorService all = Executors.newFixedThreadPool(4)) {
            for (Future<Reply> reply : all.invokeAll(Collections.nCopies(4, call))) {
                replies.add(reply.get());
            }
        }
        assertThat(replies).extracting(Reply::status).containsExactlyInAnyOrder(201, 200, 200, 200);
        assertThat(replies)
                .extracting(reply -> reply.json().at("/result/uid").textValue())
                .containsOnly(replies.getFirst().json().at("/result/uid").textValue());
        assertThat(account().get(SETS).result()).hasSize(1);
        assertThat(house().query(
                                "select id from ca_key where account_id = ?",
                                account().account().hex()))
                .as("keys drawn in vain leave nothing behind")
                .hasSize(1);
    }

    @Test
    default void refusesASetForWhatIsNoSamlProvider() {
        String oauth = provider("github");
        account()
                .call("POST", PROVIDERS + "/" + oauth + "/saml_certificate", "")
                .refused(
                        400,
                        "12130 - access.api.error.invalid_request: identity provider %s is of type github (expected: saml)"
                                .formatted(oauth));
        account()
                .call("POST", PROVIDERS + "/" + UNKNOWN + "/saml_certificate", "")
                .refused(404, "12135 - access.api.error.not_found: identity provider " + UNKNOWN);
    }

    @Test
    default void handsOutTheCurrentCertificateAsPem() {
        Made made = made();
        Reply pem = account().get(SETS + "/" + made.set() + "/pem");
        assertThat(pem.status()).isEqualTo(200);
        assertThat(pem.header("content-type")).isEqualTo("application/x-pem-file");
        assertThat(pem.header("content-disposition")).isEqualTo("attachment; filename=\"saml_certificate.pem\"");
        assertThat(pem.text())
                .isEqualTo(set(made.set())
                        .at("/current_certificate/public_certificate")
                        .textValue());
        openssl().write("saml.pem", pem.text());
        assertThat(openssl().run("x509", "-in", "saml.pem", "-noout", "-text"))
                .contains("Public-Key: (2048 bit)", "sha256WithRSAEncryption", "Key Encipherment", "CA:FALSE");
        account()
                .get(SETS + "/" + UNKNOWN + "/pem")
                .refused(404, "12135 - access.api.error.not_found: SAML certificate set " + UNKNOWN);
    }

    @Test
    default void rotatesCurrentToPrevious() {
        Made made = made();
        JsonNode first = set(made.set());
        house().pass(Duration.ofSeconds(5));
        JsonNode second = rotate(made.set()).result();
        assertThat(second.path("uid")).isEqualTo(first.path("uid"));
        assertThat(second.path("created_at")).isEqualTo(first.path("created_at"));
        assertThat(second.path("updated_at").textValue()).isEqualTo(Rfc3339.micros(house().now()));
        assertThat(second.at("/previous_certificate/uid")).isEqualTo(first.at("/current_certificate/uid"));
        assertThat(second.at("/previous_certificate/is_current").booleanValue()).isFalse();
        assertThat(second.at("/current_certificate/uid")).isNotEqualTo(first.at("/current_certificate/uid"));
        JsonNode third = rotate(made.set()).result();
        assertThat(third.at("/previous_certificate/uid")).isEqualTo(second.at("/current_certificate/uid"));
        assertThat(set(made.set())).isEqualTo(third);
        assertThat(house().query(
                                "select id from ca_key where purpose = 'saml-encryption' and account_id = ?",
                                account().account().hex()))
                .as("the oldest key is destroyed")
                .hasSize(2);
        assertThat(house().query("select action from audit_log where object_id = ? order by ordinal", made.set()))
                .containsExactly("create", "rotate", "rotate");
        rotate(UNKNOWN).refused(404, "12135 - access.api.error.not_found: SAML certificate set " + UNKNOWN);
    }

    @Test
    default void readsAssertionsToTheCurrentAndThePreviousCertificateOnly() throws Exception {
        Made made = made();
        String pem = account().get(SETS + "/" + made.set() + "/pem").text();
        byte[] contentKey = new byte[AES_256];
        Arrays.fill(contentKey, (byte) 7);
        openssl().write("saml.pem", pem);
        openssl().write("content.key", contentKey);
        openssl()
                .run(
                        "pkeyutl",
                        "-encrypt",
                        "-certin",
                        "-inkey",
                        "saml.pem",
                        "-in",
                        "content.key",
                        "-out",
                        "content.enc",
                        "-pkeyopt",
                        "rsa_padding_mode:oaep");
        byte[] byOpenssl = openssl().bytes("content.enc");
        XmlSec.Encrypted byXmlsec = new XmlSec(folder()).encrypt(pem);
        for (String when : List.of("at once", "after one rotation")) {
            try (ContentKey key = DecryptionKey.unwrap(keys(made.set()), OAEP, byOpenssl, AES_256)) {
                assertThat(key.revealToTheCipher()).as(when).isEqualTo(contentKey);
            }
            try (ContentKey key = DecryptionKey.unwrap(keys(made.set()), OAEP, byXmlsec.key(), AES_256)) {
                assertThat(content(key, byXmlsec.data())).as(when).isEqualTo(XmlSec.CONTENT);
            }
            rotate(made.set()).result();
        }
        for (byte[] encrypted : List.of(byOpenssl, byXmlsec.key())) {
            assertThatThrownBy(() -> DecryptionKey.unwrap(keys(made.set()), OAEP, encrypted, AES_256))
                    .as("after two rotations")
                    .isInstanceOf(UndecryptableException.class);
        }
    }

    private static String content(ContentKey key, byte[] data) throws Exception {
        Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(key.revealToTheCipher(), "AES"),
                new IvParameterSpec(data, 0, 16));
        byte[] plain = cipher.doFinal(data, 16, data.length - 16);
        // XML Encryption 1.1 section 5.2.3: the last octet counts the padding.
        return new String(plain, 0, plain.length - plain[plain.length - 1], StandardCharsets.UTF_8);
    }

    @Test
    default void rotatesByItselfThirtyDaysBeforeExpiry() {
        Made made = made();
        JsonNode first = set(made.set());
        house().pass(Duration.ofDays(334));
        house().control().samlRotation().run();
        assertThat(set(made.set())).as("31 days before").isEqualTo(first);
        house().pass(Duration.ofDays(2));
        house().control().samlRotation().run();
        JsonNode second = set(made.set());
        assertThat(second.at("/previous_certificate/uid")).isEqualTo(first.at("/current_certificate/uid"));
        house().control().samlRotation().run();
        assertThat(set(made.set())).as("the same day again").isEqualTo(second);
        assertThat(keys(made.set())).hasSize(2);
        house().pass(Duration.ofDays(30));
        assertThat(keys(made.set())).as("the first one has expired").hasSize(1);
        assertThat(house().query(
                                "select actor_kind from audit_log where object_id = ? and action = 'rotate'",
                                made.set()))
                .containsExactly("house");
    }

    @Test
    default void rotatesOnceHoweverManyReplicasWantTo() throws Exception {
        Made made = made();
        JsonNode first = set(made.set());
        house().pass(Duration.ofDays(336));
        try (House other = house().replica();
                ExecutorService both = Executors.newFixedThreadPool(2)) {
            List<Callable<Void>> rounds = List.of(
                    () -> {
                        house().control().samlRotation().run();
                        return null;
                    },
                    () -> {
                        other.control().samlRotation().run();
                        return null;
                    });
            for (Future<Void> round : both.invokeAll(rounds)) {
                round.get();
            }
        }
        assertThat(set(made.set()).at("/previous_certificate/uid")).isEqualTo(first.at("/current_certificate/uid"));
        assertThat(house().query("select action from audit_log where object_id = ? and action = 'rotate'", made.set()))
                .hasSize(1);
    }

    @Test
    default void listsSetsPagedAndById() {
        List<String> sets = List.of(made().set(), made().set(), made().set());
        assertThat(account().get(SETS).each("/uid")).containsExactlyInAnyOrderElementsOf(sets);
        Reply page = account().get(SETS + "?page=2&per_page=2");
        assertThat(page.result()).hasSize(1);
        assertThat(page.json().at("/result_info/total_count").intValue()).isEqualTo(3);
        assertThat(account().get(SETS + "?page=9").result()).isEmpty();
        assertThat(account()
                        .get(SETS + "?id=" + sets.get(2) + "," + UNKNOWN + "," + sets.get(0))
                        .each("/uid"))
                .containsExactlyInAnyOrder(sets.get(0), sets.get(2));
        assertThat(account().get(SETS + "?id=" + UNKNOWN).result()).isEmpty();
        assertThat(house().account().get(SETS).result()).as("another account").isEmpty();
        assertThat(account().get(SETS).json().at("/result_info/per_page").intValue())
                .isEqualTo(25);
        account()
                .get(SETS + "?per_page=101&id=x")
                .refused(
                        400,
                        "6010 id id: \"x\" (expected: UUIDs of certificate sets)",
                        "6010 per_page per_page: \"101\" (expected: a whole number from 1 to 100)");
        account()
                .get(SETS + "/x")
                .refused(404, "7003 - saml_cert_set_id: \"x\" (expected: a UUID or its 32 hex digits)");
    }

    @Test
    default void asksForThePermission() {
        Made made = made();
        assertThat(account().reader().get(SETS + "/" + made.set()).status()).isEqualTo(200);
        account()
                .reader()
                .call("POST", SETS + "/" + made.set() + "/rotate", "")
                .refused(403, "10000 - Authentication error");
        account().stranger().get(SETS).refused(403, "10000 - Authentication error");
        house().account()
                .get(SETS + "/" + made.set())
                .refused(404, "12135 - access.api.error.not_found: SAML certificate set " + made.set());
    }

    @Test
    default void refusesKeyWorkWhileSealedAndReadsOn() {
        Made made = made();
        try (House other = house().replicaUnderAnotherSeal()) {
            Reply refused = account().at(other).call("POST", SETS + "/" + made.set() + "/rotate", "");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.json().at("/errors/0/code").intValue()).isEqualTo(1490);
            assertThat(account().at(other).get(SETS + "/" + made.set()).status())
                    .isEqualTo(200);
        }
        assertThat(set(made.set()).path("previous_certificate").isNull()).isTrue();
    }
}
