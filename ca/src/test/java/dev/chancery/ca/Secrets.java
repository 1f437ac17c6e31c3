package dev.chancery.ca;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/** Looks for key bytes in what a person or a log might see. */
final class Secrets {
    /** Shorter common runs happen by chance. */
    private static final int RUN = 6;

    private Secrets() {}

    /** The stack trace of an exception with all its causes holds no line of the PEM and no run of its bytes. */
    static void assertAbsent(String pem, Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        String base64 = pem.lines().filter(line -> !line.startsWith("--")).reduce("", String::concat);
        assertAbsent(Base64.getMimeDecoder().decode(base64), text.toString());
    }

    /** The text holds no run of the bytes: not in hex, base64, decimal lists or as they are. */
    static void assertAbsent(byte[] secret, String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (int i = 0; i + RUN <= secret.length; i++) {
            String hex = HexFormat.of().formatHex(secret, i, i + RUN);
            StringBuilder decimals = new StringBuilder();
            for (int j = i; j < i + RUN; j++) {
                decimals.append(secret[j]).append(j + 1 < i + RUN ? ", " : "");
            }
            byte[] run = java.util.Arrays.copyOfRange(secret, i, i + RUN);
            assertThat(lower).doesNotContain(hex);
            assertThat(text)
                    .doesNotContain(decimals.toString())
                    .doesNotContain(Base64.getEncoder().withoutPadding().encodeToString(run));
        }
    }
}
