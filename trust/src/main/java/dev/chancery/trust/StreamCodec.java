package dev.chancery.trust;

import dev.chancery.pki.Der;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The encoding of what goes over the trust stream: a code, then the fields in the order of the record. On the stream each message
 * stands behind its length in four bytes.
 */
public final class StreamCodec {
    /** The protocol this version speaks. */
    public static final int VERSION = 3;
    /** The longest message, in bytes. Snapshots are cut into parts far below it. */
    public static final int MAX_BYTES = 32 << 20;

    private StreamCodec() {}

    /** The message behind its length. */
    public static byte[] frame(byte[] message) {
        return ByteBuffer.allocate(4 + message.length)
                .putInt(message.length)
                .put(message)
                .array();
    }

    /** The encoding of a message to an edge. */
    public static byte[] encode(ToEdge message) {
        WireWriter out = new WireWriter(128);
        switch (message) {
            case ToEdge.SnapshotBegin(var revision, var digest) ->
                out.u8(1).revision(revision).digest(digest);
            case ToEdge.SnapshotPart(var entries) -> out.u8(2).list(entries, EntryCodec::write);
            case ToEdge.SnapshotRevoked(var authority, var prefixes) ->
                out.u8(3).authority(authority).list(prefixes, WireWriter::u64);
            case ToEdge.SnapshotEnd() -> out.u8(4);
            case ToEdge.Update(var delta) -> write(out.u8(5), delta);
            case ToEdge.ServerKey(var id, var pkcs8) -> out.u8(6).uuid(id).bytes(pkcs8.toByteArray());
            case ToEdge.LeaseGranted(var renewal, var lease) ->
                out.u8(7).u64(renewal).duration(lease);
            case ToEdge.LeaseDenied(var renewal, var reason) ->
                out.u8(8).u64(renewal).text(reason);
            case ToEdge.TellRevoked(var lineage) -> out.u8(9).text(lineage.hex());
            case ToEdge.Recovered(var from) -> out.u8(10).believed(from);
        }
        return out.done();
    }

    /**
     * Reads a message to an edge.
     *
     * @throws TrustFormatException if it is none of this version
     */
    public static ToEdge toEdge(byte[] bytes) throws TrustFormatException {
        WireReader in = new WireReader(ByteBuffer.wrap(bytes));
        int code = in.u8();
        ToEdge message = switch (code) {
            case 1 -> new ToEdge.SnapshotBegin(in.revision(), in.digest());
            case 2 -> new ToEdge.SnapshotPart(in.list(EntryCodec::read));
            case 3 -> new ToEdge.SnapshotRevoked(in.authority(), in.list(WireReader::u64));
            case 4 -> new ToEdge.SnapshotEnd();
            case 5 -> new ToEdge.Update(delta(in));
            case 6 -> new ToEdge.ServerKey(in.uuid(), Der.of(in.bytes()));
            case 7 -> new ToEdge.LeaseGranted(in.u64(), in.duration());
            case 8 -> new ToEdge.LeaseDenied(in.u64(), in.text());
            case 9 -> new ToEdge.TellRevoked(in.lineage());
            case 10 -> new ToEdge.Recovered(in.believed());
            default -> throw new TrustFormatException("message %d to an edge".formatted(code));
        };
        in.end();
        return message;
    }

    /** The encoding of a message from an edge. */
    public static byte[] encode(FromEdge message) {
        WireWriter out = new WireWriter(128);
        switch (message) {
            case FromEdge.Hello(var version, var instance, var applied, var newest, var network, var address) -> {
                out.u8(1).u32(version).uuid(instance).flag(applied.isPresent());
                applied.ifPresent(out::believed);
                out.flag(newest.isPresent());
                newest.ifPresent(out::believed);
                out.text(network).text(address);
            }
            case FromEdge.Applied(var revision, var digest, var cut, var took) ->
                out.u8(2).revision(revision).digest(digest).u64(cut).duration(took);
            case FromEdge.Refused(var revision, var reason) ->
                out.u8(3).revision(revision).text(reason);
            case FromEdge.Renew(var renewal) -> out.u8(4).u64(renewal);
            case FromEdge.Seen(var sightings) -> out.u8(5).list(sightings, StreamCodec::write);
            case FromEdge.Revoked(var authority, var prefixes) ->
                out.u8(6).authority(authority).list(prefixes, WireWriter::u64);
            case FromEdge.RevokedEnd() -> out.u8(7);
            case FromEdge.Asks(var clients) -> out.u8(8).list(clients, StreamCodec::write);
        }
        return out.done();
    }

    /**
     * Reads a message from an edge.
     *
     * @throws TrustFormatException if it is none of this version
     */
    public static FromEdge fromEdge(byte[] bytes) throws TrustFormatException {
        WireReader in = new WireReader(ByteBuffer.wrap(bytes));
        int code = in.u8();
        FromEdge message = switch (code) {
            case 1 ->
                new FromEdge.Hello(
                        in.u32(),
                        in.uuid(),
                        in.flag() ? Optional.of(in.believed()) : Optional.empty(),
                        in.flag() ? Optional.of(in.believed()) : Optional.empty(),
                        in.text(),
                        in.text());
            case 2 -> new FromEdge.Applied(in.revision(), in.digest(), in.u64(), in.duration());
            case 3 -> new FromEdge.Refused(in.revision(), in.text());
            case 4 -> new FromEdge.Renew(in.u64());
            case 5 -> new FromEdge.Seen(in.list(StreamCodec::sighting));
            case 6 -> new FromEdge.Revoked(in.authority(), in.list(WireReader::u64));
            case 7 -> new FromEdge.RevokedEnd();
            case 8 -> new FromEdge.Asks(in.list(StreamCodec::sighting));
            default -> throw new TrustFormatException("message %d from an edge".formatted(code));
        };
        in.end();
        return message;
    }

    private static void write(WireWriter out, FromEdge.Sighting sighting) {
        out.list(sighting.chain(), (inner, der) -> inner.bytes(der.toByteArray()))
                .text(sighting.hostname().ascii())
                .instant(sighting.lastSeen());
    }

    private static FromEdge.Sighting sighting(WireReader in) throws TrustFormatException {
        return new FromEdge.Sighting(in.list(inner -> Der.of(inner.bytes())), in.hostname(), in.instant());
    }

    /** Changes as the store keeps them beside their revision. */
    public static byte[] encodeChanges(List<Change> changes) {
        return new WireWriter(128).list(changes, StreamCodec::write).done();
    }

    /**
     * Reads what {@link #encodeChanges} wrote.
     *
     * @throws TrustFormatException if it is none of this version
     */
    public static List<Change> changes(byte[] bytes) throws TrustFormatException {
        WireReader in = new WireReader(ByteBuffer.wrap(bytes));
        List<Change> changes = in.list(StreamCodec::change);
        in.end();
        return changes;
    }

    private static void write(WireWriter out, Change change) {
        EntryCodec.write(out.flag(change instanceof Change.Put), change.entry());
    }

    private static Change change(WireReader in) throws TrustFormatException {
        return in.flag() ? Change.put(EntryCodec.read(in)) : Change.take(EntryCodec.read(in));
    }

    private static void write(WireWriter out, Delta delta) {
        out.u64(delta.from())
                .digest(delta.base())
                .revision(delta.to())
                .digest(delta.result())
                .list(delta.changes(), StreamCodec::write);
    }

    private static Delta delta(WireReader in) throws TrustFormatException {
        try {
            return new Delta(in.u64(), in.digest(), in.revision(), in.digest(), in.list(StreamCodec::change));
        } catch (IllegalArgumentException e) {
            throw new TrustFormatException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Cuts messages out of the bytes of a stream, as they come. One instance reads one stream. */
    public static final class Frames {
        private byte[] gathered = {};

        /**
         * Takes the next bytes.
         *
         * @return the messages that became whole, without their lengths
         * @throws TrustFormatException if a length is out of bounds
         */
        public List<byte[]> take(byte[] bytes) throws TrustFormatException {
            byte[] all = gathered.length == 0 ? bytes : joined(bytes);
            ByteBuffer in = ByteBuffer.wrap(all);
            List<byte[]> whole = new ArrayList<>();
            while (in.remaining() >= 4) {
                int length = in.getInt(in.position());
                if (length < 1 || length > MAX_BYTES) {
                    throw new TrustFormatException(
                            "a message of %d bytes (expected: 1 to %d)".formatted(length, MAX_BYTES));
                }
                if (in.remaining() - 4 < length) {
                    break;
                }
                in.position(in.position() + 4);
                byte[] message = new byte[length];
                in.get(message);
                whole.add(message);
            }
            gathered = Arrays.copyOfRange(all, in.position(), all.length);
            return whole;
        }

        private byte[] joined(byte[] bytes) {
            byte[] all = Arrays.copyOf(gathered, gathered.length + bytes.length);
            System.arraycopy(bytes, 0, all, gathered.length, bytes.length);
            return all;
        }
    }
}
