package dev.chancery.control.revocation;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.Optional;

/** The request inside the path of OCSP's GET (RFC 6960 appendix A.1): base64, its {@code +}, {@code /}, {@code =} escaped or not. */
final class OcspPath {
    private OcspPath() {}

    /**
     * Reads what follows {@code /ocsp/{ca_id}/}.
     *
     * @param rawPath the path as it was sent: a decoder that merges slashes or reads {@code +} as a space breaks base64
     * @return the bytes; empty if it is not base64
     */
    static Optional<byte[]> request(String rawPath) {
        int ca = rawPath.indexOf('/', 1);
        int rest = rawPath.indexOf('/', ca + 1);
        if (ca < 0 || rest < 0) {
            return Optional.empty();
        }
        int query = rawPath.indexOf('?');
        String escaped = rawPath.substring(rest + 1, query < 0 ? rawPath.length() : Math.max(query, rest + 1));
        return unescape(escaped).flatMap(OcspPath::decode);
    }

    private static Optional<byte[]> decode(byte[] base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> unescape(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                int high = digit(text, i + 1);
                int low = digit(text, i + 2);
                if (high < 0 || low < 0) {
                    return Optional.empty();
                }
                out.write(high << 4 | low);
                i += 2;
            } else if (c != '/' || out.size() > 0) {
                // Left out: the slashes of a responder's URL that ends with one. A request, a SEQUENCE, begins with
                // none.
                out.write(c);
            }
        }
        return Optional.of(out.toByteArray());
    }

    private static int digit(String text, int at) {
        return at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
    }
}
