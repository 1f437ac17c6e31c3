package dev.chancery.trust;

import dev.chancery.pki.Certificate;
import dev.chancery.pki.Der;
import dev.chancery.pki.DerException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what {@link WireWriter} wrote; believes no length before it has seen that the bytes are there. */
final class WireReader {
    private final ByteBuffer in;

    WireReader(ByteBuffer in) {
        this.in = in;
    }

    /** Reads one value. */
    interface Each<T> {
        T read(WireReader in) throws TrustFormatException;
    }

    private void need(int bytes) throws TrustFormatException {
        if (bytes < 0 || in.remaining() < bytes) {
            throw new TrustFormatException("%d bytes are left (expected: %d)".formatted(in.remaining(), bytes));
        }
    }

    int u8() throws TrustFormatException {
        need(1);
        return in.get() & 0xFF;
    }

    int u32() throws TrustFormatException {
        need(4);
        return in.getInt();
    }

    long u64() throws TrustFormatException {
        need(8);
        return in.getLong();
    }

    boolean flag() throws TrustFormatException {
        int value = u8();
        if (value > 1) {
            throw new TrustFormatException("flag %d (expected: 0 or 1)".formatted(value));
        }
        return value == 1;
    }

    byte[] bytes() throws TrustFormatException {
        int length = u32();
        need(length);
        byte[] value = new byte[length];
        in.get(value);
        return value;
    }

    String text() throws TrustFormatException {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    UUID uuid() throws TrustFormatException {
        return new UUID(u64(), u64());
    }

    AuthorityId authority() throws TrustFormatException {
        return new AuthorityId(uuid());
    }

    Hostname hostname() throws TrustFormatException {
        return new Hostname(text());
    }

    Instant instant() throws TrustFormatException {
        try {
            return Instant.ofEpochSecond(u64(), u32());
        } catch (DateTimeException e) {
            throw new TrustFormatException("an instant out of range", e);
        }
    }

    @Nullable
    Instant instantOrNull() throws TrustFormatException {
        return flag() ? instant() : null;
    }

    Duration duration() throws TrustFormatException {
        return Duration.ofNanos(u64());
    }

    @Nullable
    String textOrNull() throws TrustFormatException {
        return flag() ? text() : null;
    }

    @Nullable
    Duration durationOrNull() throws TrustFormatException {
        return flag() ? duration() : null;
    }

    BigInteger number() throws TrustFormatException {
        byte[] bytes = bytes();
        if (bytes.length == 0) {
            throw new TrustFormatException("a number without a byte");
        }
        return new BigInteger(bytes);
    }

    Certificate certificate() throws TrustFormatException {
        try {
            return Certificate.parse(Der.of(bytes()));
        } catch (DerException e) {
            throw new TrustFormatException("a certificate that is none: " + e.sentence(), e);
        }
    }

    Lineage lineage() throws TrustFormatException {
        try {
            return new Lineage(text());
        } catch (IllegalArgumentException e) {
            throw new TrustFormatException(String.valueOf(e.getMessage()), e);
        }
    }

    Believed believed() throws TrustFormatException {
        return new Believed(revision(), digest());
    }

    Revision revision() throws TrustFormatException {
        try {
            return new Revision(lineage(), u64());
        } catch (IllegalArgumentException e) {
            throw new TrustFormatException(String.valueOf(e.getMessage()), e);
        }
    }

    BundleDigest digest() throws TrustFormatException {
        return new BundleDigest(u64(), u64(), u64(), u64());
    }

    <T> List<T> list(Each<T> each) throws TrustFormatException {
        int size = u32();
        // Whatever it is, one of it takes at least a byte.
        need(size);
        List<T> values = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            values.add(each.read(this));
        }
        return values;
    }

    <E extends Enum<E>> E word(Class<E> words) throws TrustFormatException {
        String word = text();
        try {
            return Enum.valueOf(words, word);
        } catch (IllegalArgumentException e) {
            throw new TrustFormatException("a %s of this version is expected".formatted(words.getSimpleName()), e);
        }
    }

    void end() throws TrustFormatException {
        if (in.hasRemaining()) {
            throw new TrustFormatException("%d bytes are left over".formatted(in.remaining()));
        }
    }
}
