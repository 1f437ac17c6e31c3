package dev.chancery.ca;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Labelled derivation of one value from another (HMAC-SHA256), and unambiguous joining of fields. */
final class Derivation {
    private Derivation() {}

    /** Thirty-two bytes that depend on the key and the label and do not reveal the key. */
    static byte[] hmac(byte[] key, String label) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(label.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime offers no HmacSHA256.", e);
        }
    }

    /** Each field behind its four-byte length, so that no two lists of fields join to the same bytes. */
    static byte[] fields(byte[]... fields) {
        int size = 0;
        for (byte[] field : fields) {
            size += Integer.BYTES + field.length;
        }
        ByteBuffer out = ByteBuffer.allocate(size);
        for (byte[] field : fields) {
            out.putInt(field.length).put(field);
        }
        return out.array();
    }
}
