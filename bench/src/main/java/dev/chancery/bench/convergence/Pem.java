package dev.chancery.bench.convergence;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** PEM (RFC 7468) of what a run makes by itself. */
final class Pem {

    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

    private Pem() {}

    static String of(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n" + LINES.encodeToString(der) + "\n-----END " + label + "-----\n";
    }
}
