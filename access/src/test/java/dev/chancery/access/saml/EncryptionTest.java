package dev.chancery.access.saml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.ca.DecryptionKey;
import dev.chancery.testkit.OpenSsl;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Encrypted assertions: {@code xmlsec1} and {@code openssl} encrypt, and attackers do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EncryptionTest {
    private static final SamlProvider.Leniency OLD_PADDING = new SamlProvider.Leniency(false, true);

    private final List<Attack> attacks = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // set before the first test
    private OpenSsl openssl;

    @SuppressWarnings("NullAway.Init") // set before the first test
    private XmlSec xmlsec;

    @SuppressWarnings("NullAway.Init") // set before the first test
    private Idp idp;

    @SuppressWarnings("NullAway.Init") // set before the first test
    private Recipient first;

    @SuppressWarnings("NullAway.Init") // set before the first test
    private Recipient second;

    @SuppressWarnings("NullAway.Init") // set before the first test
    private Recipient third;

    @SuppressWarnings("NullAway.Init") // set before the first test
    private EncryptionAttacks tried;

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
        openssl = new OpenSsl(folder);
        xmlsec = new XmlSec(folder);
        idp = Idp.with(openssl, "rsa:2048");
        first = Recipient.fresh(folder, "first");
        second = Recipient.fresh(folder, "second");
        third = Recipient.fresh(folder, "third");
        tried = new EncryptionAttacks(idp, Idp.with(openssl, "rsa:2048"), second.certificate(), third.certificate());
        attacks.addAll(tried.unreadable());
        attacks.addAll(tried.others());
    }

    Stream<Attack> attacks() {
        return attacks.stream();
    }

    private SamlVerdict judged(String xml, SamlProvider.Leniency leniency, DecryptionKey... keys) {
        return new ResponseJudge(
                        Responses.expected(Responses.provider(true, leniency, idp.certificate())),
                        List.of(keys),
                        new SecureRandom(),
                        Responses.NOW)
                .judge(xml.getBytes(StandardCharsets.UTF_8));
    }

    private SamlVerdict judged(String xml) {
        return judged(xml, SamlProvider.Leniency.NONE, second.key(), first.key());
    }

    private void assertAlice(SamlVerdict verdict) {
        assertThat(verdict).isInstanceOfSatisfying(SamlVerdict.Believed.class, believed -> {
            assertThat(believed.identity().email()).isEqualTo(Responses.ALICE);
            assertThat(believed.identity().attributes()).containsKey("groups");
        });
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void refuses(Attack attack) {
        assertThat(judged(attack.xml())).isEqualTo(new SamlVerdict.Disbelieved(attack.refused()));
    }

    @Test
    void saysOneSentenceOfEverythingThatCannotBeRead() throws Exception {
        assertThat(tried.unreadable()).hasSizeGreaterThan(40);
        assertThat(tried.unreadable().stream()
                        .map(attack -> judged(attack.xml()).toString()))
                .containsOnly("Disbelieved[reason=UNREADABLE]");
        for (Encryptor encryptor : List.of(Encryptor.CBC, Encryptor.GCM)) {
            assertAlice(judged(tried.right(encryptor)));
            assertAlice(judged(idp.signed(tried.right(encryptor), "_response")));
            assertAlice(judged(idp.signed(
                    Responses.around(encryptor.encrypted(Responses.ASSERTION, second.certificate())), "_response")));
        }
    }

    @ParameterizedTest
    @EnumSource(ContentCipher.class)
    void readsWhatXmlsecEncrypts(ContentCipher cipher) throws Exception {
        String assertion = EncryptionAttacks.signed(idp, Responses.ASSERTION);
        String encrypted = xmlsec.encrypted(assertion, cipher, Encryptor.MGF1P, second.certificate());
        assertAlice(judged(Responses.around(encrypted)));
        String old = xmlsec.encrypted(assertion, cipher, Encryptor.RSA_15, second.certificate());
        assertThat(judged(idp.signed(Responses.around(old), "_response")))
                .as("the old padding, not set")
                .isEqualTo(new SamlVerdict.Disbelieved(SamlRefusal.ENCRYPTION_NOT_TAKEN));
        assertThat(judged(Responses.around(old), OLD_PADDING, second.key()))
                .as("the old padding, not signed outside")
                .isEqualTo(new SamlVerdict.Disbelieved(SamlRefusal.ENCRYPTION_NOT_TAKEN));
        assertAlice(judged(idp.signed(Responses.around(old), "_response"), OLD_PADDING, second.key()));
    }

    /** Debian's xmlsec1 knows RSA-OAEP with SHA-1 only; so it encrypts the content, and openssl the key. */
    @ParameterizedTest
    @CsvSource({
        "2001/04/xmlenc#rsa-oaep-mgf1p, sha256, ",
        "2001/04/xmlenc#rsa-oaep-mgf1p, sha512, ",
        "2009/xmlenc11#rsa-oaep, sha1, sha1",
        "2009/xmlenc11#rsa-oaep, sha256, sha256",
        "2009/xmlenc11#rsa-oaep, sha384, sha384",
        "2009/xmlenc11#rsa-oaep, sha512, sha512",
        "2009/xmlenc11#rsa-oaep, sha256, sha1",
        "2009/xmlenc11#rsa-oaep, sha256, "
    })
    void readsKeysThatOpensslEncrypts(String transport, String digest, String mask) throws Exception {
        String assertion = EncryptionAttacks.signed(idp, Responses.ASSERTION);
        String method = method("http://www.w3.org/" + transport, digest, mask);
        for (ContentCipher cipher : ContentCipher.values()) {
            byte[] key = new byte[cipher.keyBytes()];
            new SecureRandom().nextBytes(key);
            openssl.write("to.pem", second.certificate().toPem());
            openssl.write("content.key", key);
            String options = "pkeyutl -encrypt -certin -inkey to.pem -in content.key -out content.enc"
                    + " -pkeyopt rsa_padding_mode:oaep -pkeyopt rsa_oaep_md:" + digest + " -pkeyopt rsa_mgf1_md:"
                    + (mask == null ? "sha1" : mask);
            openssl.run(options.split(" "));
            String wrapped = Base64.getEncoder().encodeToString(openssl.bytes("content.enc"));
            assertAlice(judged(Responses.around(xmlsec.encryptedUnder(assertion, cipher, method, wrapped))));
        }
    }

    private static String method(String transport, String digest, String mask) {
        String names = switch (digest) {
            case "sha1" -> Names.DSIG;
            case "sha384" -> "http://www.w3.org/2001/04/xmldsig-more#";
            default -> Names.XENC;
        };
        String inner = "<ds:DigestMethod xmlns:ds=\"%s\" Algorithm=\"%s%s\"/>".formatted(Names.DSIG, names, digest)
                + (mask == null
                        ? ""
                        : "<m:MGF xmlns:m=\"%s\" Algorithm=\"%smgf1%s\"/>".formatted(Names.XENC11, Names.XENC11, mask));
        return "<xenc:EncryptionMethod xmlns:xenc=\"" + Names.XENC + "\" Algorithm=\"" + transport + "\">" + inner
                + "</xenc:EncryptionMethod>";
    }

    @Test
    void readsWithTheCurrentKeyAndThePreviousOneAndNoOlder() throws Exception {
        String toFirst = Responses.around(Encryptor.GCM.encrypted(Responses.ASSERTION, first.certificate()));
        String signed = idp.signed(toFirst, "_response");
        assertAlice(judged(signed, SamlProvider.Leniency.NONE, first.key()));
        assertAlice(judged(signed, SamlProvider.Leniency.NONE, second.key(), first.key()));
        assertThat(judged(signed, SamlProvider.Leniency.NONE, third.key(), second.key()))
                .isEqualTo(new SamlVerdict.Disbelieved(SamlRefusal.UNREADABLE));
        assertThat(judged(signed, SamlProvider.Leniency.NONE))
                .as("no certificate set at all")
                .isEqualTo(new SamlVerdict.Disbelieved(SamlRefusal.UNREADABLE));
    }

    @Test
    void readsNothingEncryptedWhereEncryptionIsOff() throws Exception {
        SamlProvider off = Responses.provider(false, SamlProvider.Leniency.NONE, idp.certificate());
        String xml = idp.signed(tried.right(Encryptor.GCM), "_response");
        assertThat(new ResponseJudge(Responses.expected(off), List.of(second.key()), new SecureRandom(), Responses.NOW)
                        .judge(xml.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new SamlVerdict.Disbelieved(SamlRefusal.ENCRYPTED));
    }

    @Test
    void everyReasonHasOneSentenceOfItsOwn() {
        assertThat(Stream.of(SamlRefusal.values()).map(SamlRefusal::sentence).collect(Collectors.toSet()))
                .hasSize(SamlRefusal.values().length)
                .allMatch(sentence -> sentence.endsWith("."));
    }
}
