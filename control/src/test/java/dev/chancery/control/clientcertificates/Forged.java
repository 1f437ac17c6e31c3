package dev.chancery.control.clientcertificates;

import java.util.Base64;

/** Requests that are well-formed but not honest. */
final class Forged {
    private Forged() {}

    /** The request with one bit of its signature, the last bytes of the structure, turned. */
    static String csr(String pem) {
        String base64 = pem.lines().filter(line -> !line.startsWith("-----")).reduce("", String::concat);
        byte[] der = Base64.getDecoder().decode(base64);
        der[der.length - 40] ^= 1;
        return "-----BEGIN CERTIFICATE REQUEST-----\n%s\n-----END CERTIFICATE REQUEST-----\n"
                .formatted(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der));
    }
}
