package dev.chancery.access.saml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.testkit.OpenSsl;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is tried against service providers, published and else; each is refused, and for its own reason. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttackCorpusTest {
    private final List<Attack> attacks = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // set before the first test
    private Idp idp;

    @SuppressWarnings("NullAway.Init") // set before the first test
    private SamlProvider provider;

    @BeforeAll
    void make(@TempDir Path folder) throws Exception {
        OpenSsl openssl = new OpenSsl(folder);
        idp = Idp.with(openssl, "rsa:2048");
        Idp weak = Idp.with(openssl, "rsa:1024");
        provider = Responses.provider(false, SamlProvider.Leniency.NONE, idp.certificate(), weak.certificate());
        attacks.addAll(new WrappingAttacks(idp).all());
        attacks.addAll(new SignatureAttacks(idp, Idp.with(openssl, "rsa:2048"), weak).all());
        attacks.addAll(new MarkupAttacks(idp).all());
        attacks.addAll(new ClaimAttacks(idp).all());
    }

    Stream<Attack> attacks() {
        return attacks.stream();
    }

    private SamlVerdict judged(String xml) {
        return new ResponseJudge(Responses.expected(provider), List.of(), new SecureRandom(), Responses.NOW)
                .judge(xml.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void refuses(Attack attack) {
        assertThat(judged(attack.xml())).isEqualTo(new SamlVerdict.Disbelieved(attack.refused()));
    }

    @Test
    void whatTheAttacksStartFromIsBelieved() throws Exception {
        assertThat(attacks).hasSizeGreaterThanOrEqualTo(40).doesNotHaveDuplicates();
        for (String id : List.of("_assertion", "_response")) {
            assertThat(judged(idp.signed(Responses.right(), id))).isInstanceOf(SamlVerdict.Believed.class);
        }
    }
}
