package dev.chancery.edge;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** An HTTP/2 connection on which a test writes the frames it likes (RFC 9113 section 4), and reads what comes. */
final class RawHttp2 implements AutoCloseable {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;

    static final int END_STREAM = 1;
    static final int END_HEADERS = 4;

    static final int NO_ERROR = 0;
    static final int REFUSED_STREAM = 7;
    static final int PROTOCOL_ERROR = 1;
    static final int INTERNAL_ERROR = 2;
    static final int CANCEL = 8;
    static final int ENHANCE_YOUR_CALM = 11;

    static final int INITIAL_WINDOW_SIZE = 4;

    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final SSLSocket socket;
    private final DataInputStream in;
    private final String host;
    private ByteArrayOutputStream unsent = new ByteArrayOutputStream();

    /** One that came. */
    record Frame(int type, int flags, int stream, ByteBuffer payload) {
        boolean ends() {
            return (type == DATA || type == HEADERS) && (flags & END_STREAM) != 0;
        }

        /** The error code of a RST_STREAM or a GOAWAY. */
        int error() {
            return payload.getInt(type == GOAWAY ? 4 : 0);
        }

        /** The last stream a GOAWAY says was taken. */
        int lastStream() {
            return payload.getInt(0);
        }

        @Override
        public String toString() {
            return "type %d, flags %x, stream %d, %d octets".formatted(type, flags, stream, payload.remaining());
        }
    }

    private RawHttp2(SSLSocket socket, String host) throws IOException {
        this.socket = socket;
        this.host = host;
        socket.startHandshake();
        in = new DataInputStream(socket.getInputStream());
    }

    /** The origin's end of a connection: what the client begins with is read, and settings are sent. */
    static RawHttp2 serving(SSLSocket accepted) throws IOException {
        RawHttp2 serving = new RawHttp2(over(accepted), "");
        serving.in.skipNBytes(PREFACE.length);
        return serving.frame(SETTINGS, 0, 0).send();
    }

    private static SSLSocket over(SSLSocket socket) {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        socket.setSSLParameters(parameters);
        return socket;
    }

    /** A connection with the preface and these settings, an identifier and a value each, sent. */
    RawHttp2(int port, String host, int... settings) throws IOException {
        this(over(Raw.connect(port, host)), host);
        unsent.writeBytes(PREFACE);
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(payload);
        for (int i = 0; i < settings.length; i += 2) {
            out.writeShort(settings[i]);
            out.writeInt(settings[i + 1]);
        }
        frame(SETTINGS, 0, 0, payload.toByteArray()).send();
    }

    /** Adds a frame to what is to be sent. */
    RawHttp2 frame(int type, int flags, int stream, byte... payload) {
        unsent.write(payload.length >> 16);
        unsent.write(payload.length >> 8);
        unsent.write(payload.length);
        unsent.write(type);
        unsent.write(flags);
        unsent.write(stream >> 24);
        unsent.write(stream >> 16);
        unsent.write(stream >> 8);
        unsent.write(stream);
        unsent.writeBytes(payload);
        return this;
    }

    /** Adds a GET. */
    RawHttp2 get(int stream, String path) {
        return frame(HEADERS, END_HEADERS | END_STREAM, stream, fields("GET", path));
    }

    /** Sends all that was added, in one go. */
    RawHttp2 send() throws IOException {
        socket.getOutputStream().write(unsent.toByteArray());
        socket.getOutputStream().flush();
        unsent = new ByteArrayOutputStream();
        return this;
    }

    /** The fields of a request to the connection's host, by the static table of HPACK (RFC 7541 appendix A). */
    byte[] fields(String method, String path) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.write(method.equals("GET") ? 0x82 : 0x83);
        block.write(0x87);
        block.writeBytes(literal(0x01, host));
        block.writeBytes(literal(0x04, path));
        return block.toByteArray();
    }

    /** A field that begins with this octet, its value not compressed (RFC 7541 section 6.2). */
    static byte[] literal(int first, String value) {
        ByteArrayOutputStream field = new ByteArrayOutputStream();
        field.write(first);
        field.writeBytes(string(value));
        return field.toByteArray();
    }

    /** A string, not compressed (RFC 7541 section 5.2). */
    static byte[] string(String value) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        int length = value.length();
        if (length < 127) {
            octets.write(length);
        } else {
            octets.write(127);
            for (length -= 127; length >= 128; length >>= 7) {
                octets.write((length & 127) | 128);
            }
            octets.write(length);
        }
        octets.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
        return octets.toByteArray();
    }

    /** All frames up to and with the first that a test waits for, or all there are if the connection ends before. */
    List<Frame> until(Predicate<Frame> last) throws IOException {
        List<Frame> frames = new ArrayList<>();
        try {
            do {
                frames.add(next());
            } while (!last.test(frames.getLast()));
        } catch (EOFException | SocketException _) {
            return frames;
        }
        return frames;
    }

    /** All that still come, until the other side ends the connection. */
    List<Frame> toTheEnd() throws IOException {
        return until(_ -> false);
    }

    private Frame next() throws IOException {
        int length = (in.readUnsignedByte() << 16) | in.readUnsignedShort();
        int type = in.readUnsignedByte();
        int flags = in.readUnsignedByte();
        int stream = in.readInt();
        byte[] payload = new byte[length];
        in.readFully(payload);
        return new Frame(type, flags, stream, ByteBuffer.wrap(payload).asReadOnlyBuffer());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
