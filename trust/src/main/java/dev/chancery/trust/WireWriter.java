package dev.chancery.trust;

import dev.chancery.pki.Certificate;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Writes the one encoding a value has: big-endian numbers, lengths before what they measure. */
final class WireWriter {
    private final ByteArrayOutputStream out;

    WireWriter(int expected) {
        out = new ByteArrayOutputStream(expected);
    }

    WireWriter u8(int value) {
        out.write(value);
        return this;
    }

    WireWriter u32(int value) {
        out.write(value >>> 24);
        out.write(value >>> 16);
        out.write(value >>> 8);
        out.write(value);
        return this;
    }

    WireWriter u64(long value) {
        return u32((int) (value >>> 32)).u32((int) value);
    }

    WireWriter flag(boolean value) {
        return u8(value ? 1 : 0);
    }

    WireWriter bytes(byte[] value) {
        u32(value.length);
        out.writeBytes(value);
        return this;
    }

    WireWriter text(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    WireWriter uuid(UUID value) {
        return u64(value.getMostSignificantBits()).u64(value.getLeastSignificantBits());
    }

    WireWriter authority(AuthorityId id) {
        return uuid(id.uuid());
    }

    WireWriter instant(Instant value) {
        return u64(value.getEpochSecond()).u32(value.getNano());
    }

    WireWriter instantOrNull(@Nullable Instant value) {
        flag(value != null);
        return value == null ? this : instant(value);
    }

    WireWriter duration(Duration value) {
        return u64(value.toNanos());
    }

    WireWriter textOrNull(@Nullable String value) {
        flag(value != null);
        return value == null ? this : text(value);
    }

    WireWriter durationOrNull(@Nullable Duration value) {
        flag(value != null);
        return value == null ? this : duration(value);
    }

    WireWriter number(BigInteger value) {
        return bytes(value.toByteArray());
    }

    WireWriter certificate(Certificate value) {
        return bytes(value.der().toByteArray());
    }

    WireWriter revision(Revision value) {
        return text(value.lineage().hex()).u64(value.number());
    }

    WireWriter believed(Believed value) {
        return revision(value.revision()).digest(value.digest());
    }

    WireWriter digest(BundleDigest value) {
        return u64(value.a()).u64(value.b()).u64(value.c()).u64(value.d());
    }

    <T> WireWriter list(List<T> values, BiConsumer<WireWriter, T> each) {
        u32(values.size());
        values.forEach(value -> each.accept(this, value));
        return this;
    }

    byte[] done() {
        return out.toByteArray();
    }
}
