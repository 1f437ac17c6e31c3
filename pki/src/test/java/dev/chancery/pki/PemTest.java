package dev.chancery.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PemTest {
    private static final String BLOCK = "-----BEGIN THING-----\nAQID\n-----END THING-----\n";

    @Test
    void readsWhatItWrites() throws PemException {
        Random random = new Random(7);
        for (int length = 1; length < 300; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            String text = Pem.encode("CERTIFICATE", Der.of(bytes));
            assertThat(text.lines()).allMatch(line -> line.length() <= 64);
            assertThat(text).endsWith("-----END CERTIFICATE-----\n");
            assertThat(Pem.parse(text)).containsExactly(new PemBlock("CERTIFICATE", Der.of(bytes), 1));
        }
    }

    @Test
    void findsNothingInTextWithoutBlocks() throws PemException {
        assertThat(Pem.parse("")).isEmpty();
        assertThat(Pem.parse("hello\n----BEGIN THING----\n")).isEmpty();
    }

    @Test
    void acceptsWhatToolsDoToText() throws PemException {
        Der expected = Der.of(new byte[] {1, 2, 3});
        for (String text : new String[] {
            BLOCK,
            BLOCK.replace("\n", "\r\n"),
            BLOCK.replace('\n', '\r'),
            BLOCK.strip(),
            "\n\n" + BLOCK + "\n\n",
            "subject=CN = x\nissuer=CN = y\n" + BLOCK + "goodbye",
            BLOCK.indent(4),
            BLOCK.replace("AQID", "AQ\nI\n\nD  ")
        }) {
            assertThat(Pem.parse(text)).extracting(PemBlock::der).containsExactly(expected);
        }
    }

    @Test
    void countsLinesFromOneWhateverEndsThem() throws PemException {
        assertThat(Pem.parse("a\r\nb\n" + BLOCK + BLOCK))
                .extracting(PemBlock::line)
                .containsExactly(3, 6);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -----BEGIN THING-----~AQID~                                      | begun on line 1 has no END line
            -----BEGIN THING-----~AQID~-----END OTHER-----                    | begun as THING on line 1 ends as OTHER on line 3
            -----BEGIN THING-----~AQID~-----BEGIN THING-----                  | Line 3 begins another PEM block
            -----END THING-----                                               | Line 1 ends a PEM block that was never begun
            -----BEGIN THING-----~-----END THING-----                         | is empty
            -----BEGIN THING-----~AQ*D~-----END THING-----                    | Line 2 of the PEM block THING is not base64 at column 3
            -----BEGIN THING-----~AQI~-----END THING-----                     | has 3 base64 characters
            -----BEGIN THING-----~AQ=D~-----END THING-----                    | not base64 at column 4
            -----BEGIN THING-----~A===~-----END THING-----                    | wrong base64 padding
            -----BEGIN THING-----~AQJ=~-----END THING-----                    | does not end in canonical base64
            -----BEGIN THING-----~ProcType: 4,ENCRYPTED~-----END THING-----  | is a header, as in an encrypted key
            -----BEGIN THING-----~DEKInfo: x~AQID~-----END THING-----         | is a header, as in an encrypted key
            -----BEGIN THING-----AQID-----END THING-----                      | line breaks of the text were probably lost
            -----BEGIN THING-----\\nAQID\\n-----END THING-----\\n             | line breaks of the text were probably lost
            -----BEGIN THING~AQID~-----END THING-----                         | Line 1 does not close its PEM label
            -----BEGIN thing-----~AQID~-----END thing-----                    | has a PEM label that is not one
            """)
    void refusesWithASentenceThatSaysWhere(String text, String expected) {
        assertThatThrownBy(() -> Pem.parse(text.replace('~', '\n')))
                .isInstanceOf(PemException.class)
                .hasMessageContaining(expected);
    }

    @Test
    void refusesTextBeyondItsBounds() {
        assertThatThrownBy(() -> Pem.parse(" ".repeat(Pem.MAX_CHARACTERS + 1))).hasMessageContaining("characters");
        assertThatThrownBy(() -> Pem.parse(BLOCK.repeat(Pem.MAX_BLOCKS + 1))).hasMessageContaining("more than 100");
    }

    @Test
    void echoesNothingOfAKeyItCannotRead() {
        String secret = "c2VjcmV0c2VjcmV0c2VjcmV0";
        assertThatThrownBy(() -> Pem.parse("-----BEGIN PRIVATE KEY-----\n" + secret + "!\n-----END PRIVATE KEY-----"))
                .message()
                .doesNotContain(secret.substring(0, 6));
        assertThatThrownBy(() -> Pem.parse("-----BEGIN " + secret + "-----\n"))
                .message()
                .doesNotContain(secret.substring(0, 6));
    }
}
