package dev.chancery.access.saml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.testkit.OpenSsl;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which responses are believed, and what is read of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResponseJudgeTest {
    @SuppressWarnings("NullAway.Init") // set before the first test
    private Idp idp;

    @SuppressWarnings("NullAway.Init") // set before the first test
    private OpenSsl openssl;

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
        openssl = new OpenSsl(folder);
        idp = Idp.with(openssl, "rsa:2048");
    }

    private SamlVerdict judged(String xml) {
        return judged(xml, Responses.provider(false, SamlProvider.Leniency.NONE, idp.certificate()), Responses.NOW);
    }

    private static SamlVerdict judged(String xml, SamlProvider provider, Instant now) {
        return new ResponseJudge(Responses.expected(provider), List.of(), new SecureRandom(), now)
                .judge(xml.getBytes(StandardCharsets.UTF_8));
    }

    private static SamlIdentity believed(SamlVerdict verdict) {
        return switch (verdict) {
            case SamlVerdict.Believed(SamlIdentity identity) -> identity;
            case SamlVerdict.Disbelieved(SamlRefusal reason) -> throw new AssertionError(reason);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"_assertion", "_response"})
    void believesWhatIsSignedWhereverItIsSigned(String id) throws Exception {
        SamlIdentity alice = believed(judged(idp.signed(Responses.right(), id)));
        assertThat(alice.email()).isEqualTo(Responses.ALICE);
        assertThat(alice.nameId()).isEqualTo(Responses.ALICE);
        assertThat(alice.attributes())
                .containsEntry("groups", List.of("staff", "on <call> & more"))
                .containsEntry("email", List.of("Alice@example.com"));
        assertThat(alice.assertionId()).isEqualTo("_assertion");
        assertThat(alice.until())
                .as("the end of its confirmation and a minute of skew")
                .isEqualTo("2026-05-07T19:22:00Z");
        assertThat(alice.sessionUntil()).isEmpty();
    }

    @Test
    void believesAnAssertionSignedWithinASignedResponse() throws Exception {
        String both = idp.signed(idp.signed(Responses.right(), "_assertion"), "_response");
        assertThat(believed(judged(both)).email()).isEqualTo(Responses.ALICE);
        String posted = Base64.getMimeEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
        assertThat(new ResponseJudge(
                                Responses.expected(
                                        Responses.provider(false, SamlProvider.Leniency.NONE, idp.certificate())),
                                List.of(),
                                new SecureRandom(),
                                Responses.NOW)
                        .judgePosted(posted))
                .isEqualTo(judged(both));
    }

    @ParameterizedTest
    @CsvSource({
        "rsa:2048, http://www.w3.org/2001/04/xmldsig-more#rsa-sha384, http://www.w3.org/2001/04/xmldsig-more#sha384",
        "rsa:2048, http://www.w3.org/2001/04/xmldsig-more#rsa-sha512, http://www.w3.org/2001/04/xmlenc#sha512",
        "rsa:2048, http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1, http://www.w3.org/2001/04/xmlenc#sha256",
        "ec, http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256, http://www.w3.org/2001/04/xmlenc#sha256",
    })
    void believesEverySoundAlgorithm(String key, String method, String digest) throws Exception {
        Idp other = key.equals("ec")
                ? Idp.with(openssl, "ec", "-pkeyopt", "ec_paramgen_curve:P-256")
                : Idp.with(openssl, key);
        String xml = other.signed(
                Responses.right(), "_assertion", Idp.USUAL.method(method).digest(digest));
        SamlProvider rolling =
                Responses.provider(false, SamlProvider.Leniency.NONE, idp.certificate(), other.certificate());
        assertThat(believed(judged(xml, rolling, Responses.NOW)).email())
                .as("by the second of two certificates")
                .isEqualTo(Responses.ALICE);
    }

    @Test
    void believesSha1WhereItIsSetOnly() throws Exception {
        String xml = idp.signed(
                Responses.right(),
                "_assertion",
                Idp.USUAL.method("http://www.w3.org/2000/09/xmldsig#rsa-sha1").digest(Names.DSIG + "sha1"));
        SamlProvider lenient = Responses.provider(false, new SamlProvider.Leniency(true, false), idp.certificate());
        assertThat(believed(judged(xml, lenient, Responses.NOW)).email()).isEqualTo(Responses.ALICE);
        assertThat(judged(xml)).isEqualTo(new SamlVerdict.Disbelieved(SamlRefusal.WEAK_SIGNATURE));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-05-07T19:14:29Z, NOT_YET_VALID",
        "2026-05-07T19:14:30Z, ",
        "2026-05-07T19:20:59Z, ",
        "2026-05-07T19:21:00Z, EXPIRED",
        "2026-05-07T19:30:00Z, EXPIRED"
    })
    void believesAnAssertionInItsTimeAndAMinuteAround(Instant now, SamlRefusal reason) throws Exception {
        SamlVerdict verdict = judged(
                idp.signed(Responses.right(), "_response"),
                Responses.provider(false, SamlProvider.Leniency.NONE, idp.certificate()),
                now);
        if (reason == null) {
            assertThat(believed(verdict).email()).isEqualTo(Responses.ALICE);
        } else {
            assertThat(verdict).isEqualTo(new SamlVerdict.Disbelieved(reason));
        }
    }

    @Test
    void takesTheAddressFromWhereTheConfigurationSays() throws Exception {
        String xml = idp.signed(Responses.replaced(Responses.right(), "Name=\"email\"", "Name=\"work\""), "_assertion");
        SamlProvider named = new SamlProvider(
                Responses.ISSUER,
                Responses.provider(false, SamlProvider.Leniency.NONE).signOn(),
                List.of(idp.certificate()),
                Optional.of("work"),
                new SamlProvider.Requests(false, false),
                SamlProvider.Leniency.NONE,
                false);
        assertThat(believed(judged(xml, named, Responses.NOW)).email()).isEqualTo(Responses.ALICE);
        assertThat(judged(idp.signed(Responses.right(), "_assertion"), named, Responses.NOW))
                .as("not from elsewhere")
                .isEqualTo(new SamlVerdict.Disbelieved(SamlRefusal.NO_EMAIL));
        assertThat(believed(judged(xml)).email()).as("of the subject's name").isEqualTo(Responses.ALICE);
    }

    @Test
    void saysWhenTheSessionIsToEnd() throws Exception {
        String xml = Responses.replaced(
                Responses.right(),
                "<saml:AuthnStatement ",
                "<saml:AuthnStatement SessionNotOnOrAfter=\"2026-05-08T03:00:00Z\" ");
        assertThat(believed(judged(idp.signed(xml, "_assertion"))).sessionUntil())
                .contains(Instant.parse("2026-05-08T03:00:00Z"));
    }
}
