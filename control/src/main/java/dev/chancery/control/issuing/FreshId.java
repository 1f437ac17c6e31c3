package dev.chancery.control.issuing;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.UUID;

/** New ids of CAs and keys. */
final class FreshId {
    private FreshId() {}

    /** A random UUID (RFC 9562 section 5.4). */
    static UUID from(SecureRandom random) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        bytes[6] = (byte) ((bytes[6] & 0x0f) | 0x40);
        bytes[8] = (byte) ((bytes[8] & 0x3f) | 0x80);
        ByteBuffer halves = ByteBuffer.wrap(bytes);
        return new UUID(halves.getLong(), halves.getLong());
    }
}
