package dev.chancery.pki;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * A key revocation list of OpenSSH: which certificates of one CA are worth nothing, though they have not expired (OpenSSH
 * PROTOCOL.krl). A server reads it from the file its {@code RevokedKeys} names, at every login; a list that it cannot read
 * lets nobody in.
 *
 * <p>The list carries no signature: who fetches it must trust the way it came, or the place.
 *
 * @param version greater than that of every list of this CA before
 * @param generated when it was made, cut to whole seconds
 * @param ca whose certificates it names
 * @param serials serial numbers, none zero: OpenSSH reads zero as a certificate without a number and refuses to revoke it
 * @param keyIds key ids, none empty, no NUL
 */
public record SshKrl(
        UInt64 version, Instant generated, SshPublicKey ca, NavigableSet<UInt64> serials, NavigableSet<String> keyIds) {
    /** The media type it travels under; there is no registered one. */
    public static final String MEDIA_TYPE = "application/octet-stream";

    /** {@code "SSHKRL\n\0"}. */
    private static final UInt64 MAGIC = new UInt64(0x5353484b524c0a00L);

    private static final int FORMAT_VERSION = 1;
    private static final byte SECTION_CERTIFICATES = 1;
    private static final byte CERTIFICATES_SERIAL_LIST = 0x20;
    private static final byte CERTIFICATES_KEY_ID = 0x23;

    /** What a list holds beside its entries, rounded up. */
    private static final int FIXED_BYTES = 256;

    /** Copies the sets, in ascending order; refuses what OpenSSH could not read. */
    public SshKrl {
        if (generated.getEpochSecond() < 0) {
            throw new IllegalArgumentException("generated: " + generated + " (expected: not before 1970)");
        }
        serials = new TreeSet<>(serials);
        keyIds = new TreeSet<>(keyIds);
        if (serials.contains(UInt64.ZERO)) {
            throw new IllegalArgumentException("serials: 0 (expected: numbers above)");
        }
        for (String keyId : keyIds) {
            if (keyId.isEmpty() || keyId.indexOf('\0') >= 0) {
                throw new IllegalArgumentException(
                        "key id: " + SshReader.quoted(keyId) + " (expected: at least one character, no NUL)");
            }
        }
    }

    /** A list by serial numbers only. */
    public static SshKrl ofSerials(UInt64 version, Instant generated, SshPublicKey ca, Collection<UInt64> serials) {
        return new SshKrl(version, generated, ca, new TreeSet<>(serials), new TreeSet<>(List.of()));
    }

    /** Whether it names nobody. */
    public boolean isEmpty() {
        return serials.isEmpty() && keyIds.isEmpty();
    }

    /** The bytes of the file. Where it names nobody there is no section, and OpenSSH lets everybody in. */
    public Der encode() {
        SshWriter out = new SshWriter(FIXED_BYTES + Long.BYTES * serials.size() + 40 * keyIds.size());
        out.uint64(MAGIC)
                .uint32(FORMAT_VERSION)
                .uint64(version)
                .uint64(UInt64.of(generated.getEpochSecond()))
                .uint64(UInt64.ZERO)
                .uint32(0)
                .uint32(0);
        if (isEmpty()) {
            return out.done();
        }
        out.uint8(SECTION_CERTIFICATES);
        int section = out.open();
        out.string(ca.wire()).uint32(0);
        writeSerials(out);
        writeKeyIds(out);
        out.close(section);
        return out.done();
    }

    private void writeSerials(SshWriter out) {
        if (serials.isEmpty()) {
            return;
        }
        out.uint8(CERTIFICATES_SERIAL_LIST);
        int list = out.open();
        serials.forEach(out::uint64);
        out.close(list);
    }

    private void writeKeyIds(SshWriter out) {
        if (keyIds.isEmpty()) {
            return;
        }
        out.uint8(CERTIFICATES_KEY_ID);
        int list = out.open();
        keyIds.forEach(out::string);
        out.close(list);
    }

    /** One line for logs. */
    @Override
    public String toString() {
        return "SshKrl[version " + version + ", " + serials.size() + " serials, " + keyIds.size() + " key ids]";
    }
}
