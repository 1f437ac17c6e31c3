package dev.chancery.control.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.control.principal.AccountId;
import dev.chancery.control.principal.Principal;
import dev.chancery.control.principal.UserId;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class TokenSecretTest {
    private static final Principal.Owner USER = new Principal.Owner.OfUser(new UserId("1".repeat(32)));
    private static final Principal.Owner ACCOUNT = new Principal.Owner.OfAccount(new AccountId("2".repeat(32)));

    @Test
    void carriesItsOwnersKindAndACheck() {
        SecureRandom random = new SecureRandom();
        for (int i = 0; i < 1_000; i++) {
            String value =
                    TokenSecret.generate(i % 2 == 0 ? USER : ACCOUNT, random).reveal();
            assertThat(value).matches(i % 2 == 0 ? "cfut_[0-9A-Za-z]{46}" : "cfat_[0-9A-Za-z]{46}");
            assertThat(TokenSecret.plausible(value)).isTrue();
            char last = value.charAt(50);
            assertThat(TokenSecret.plausible(value.substring(0, 50) + (last == 'a' ? 'b' : 'a')))
                    .isFalse();
        }
    }

    /** CRC-32 of the 45 characters, by another implementation: 0xE38DE8D9 = 3817728217. */
    @Test
    void checksWithTheDocumentedSum() {
        String body = "cfut_" + "0".repeat(40);
        assertThat(TokenSecret.plausible(body + "4AMnVZ")).isTrue();
        assertThat(TokenSecret.plausible(body + "000000")).isFalse();
        assertThat(TokenSecret.plausible(body)).isFalse();
    }

    @Test
    void looksUpValuesOfOtherForms() {
        assertThat(TokenSecret.plausible("x".repeat(40))).isTrue();
    }

    @Test
    void showsItselfToNobodyByAccident() {
        TokenSecret secret = TokenSecret.generate(USER, new SecureRandom());
        assertThat(secret.toString()).doesNotContain(secret.reveal().substring(5));
        assertThat(secret.hash()).matches("[0-9a-f]{64}");
    }
}
