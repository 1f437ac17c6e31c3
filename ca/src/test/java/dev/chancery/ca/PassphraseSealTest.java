package dev.chancery.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PassphraseSealTest {
    private static final String PASSPHRASE = "correct horse battery staple";
    private static final PassphraseSeal SEAL = PassphraseSeal.create(PASSPHRASE.toCharArray(), new SecureRandom());

    @Test
    void opensAgainFromPassphraseAndStoredParameters() {
        PassphraseParameters stored =
                PassphraseParameters.parse(SEAL.parameters().toText() + "\n");

        PassphraseSeal again = PassphraseSeal.open(PASSPHRASE.toCharArray(), stored);

        assertThat(again.id()).isEqualTo(SEAL.id());
        DataKeyEnvelope envelope = SEAL.wrap(DataKey.generate(new SecureRandom()), "account");
        assertThat(again.unwrap(envelope).copyOfBytes())
                .isEqualTo(SEAL.unwrap(envelope).copyOfBytes());
    }

    @Test
    void refusesWrongPassphrase() {
        assertThatThrownBy(() -> PassphraseSeal.open("correct horse battery stapler".toCharArray(), SEAL.parameters()))
                .isInstanceOf(SealUnusableException.class)
                .hasMessage("The seal passphrase is wrong: it does not lead to seal " + SEAL.id() + ".");
    }

    @Test
    void refusesPassphraseThatIsTooShort() {
        assertThatThrownBy(() -> PassphraseSeal.create("eleven char".toCharArray(), new SecureRandom()))
                .isInstanceOf(SealUnusableException.class)
                .hasMessage("The seal passphrase has 11 characters (expected: at least 12).");
    }

    @Test
    void takesComposedAndDecomposedLettersForTheSame() {
        PassphraseSeal composed = PassphraseSeal.create("une clé très sûre".toCharArray(), new SecureRandom());

        assertThat(PassphraseSeal.open("une clé très sûre".toCharArray(), composed.parameters())
                        .id())
                .isEqualTo(composed.id());
    }

    @ParameterizedTest
    @CsvSource({"n=32768, n=16384", "n=32768, n=2097152", "n=32768, n=32769", "r=8, r=1", "p=3, p=1", "r=8, r=99"})
    void refusesCostThatWasWeakenedOrIsAbsurd(String written, String changed) {
        String text = SEAL.parameters().toText().replace(written, changed);

        assertThatThrownBy(() -> PassphraseParameters.parse(text))
                .isInstanceOf(SealUnusableException.class)
                .hasMessageContaining(changed + ", outside what this version accepts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "chancery-passphrase-seal v2", "salt", "chancery-passphrase-seal v1 scrypt n=32768"})
    void refusesTextThatIsNoParameters(String text) {
        assertThatThrownBy(() -> PassphraseParameters.parse(text))
                .isInstanceOf(SealUnusableException.class)
                .hasMessage("The passphrase seal's parameters are not in a known form.");
    }
}
