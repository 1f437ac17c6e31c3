package dev.chancery.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One keep-alive connection with at most one request under way. It reads what the answers of the servers measured here need:
 * a status line, and a body that is either counted or chunked.
 */
public final class Connection implements AutoCloseable {

    private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};
    private static final byte[] CONTENT_LENGTH = "\r\ncontent-length:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CHUNKED = "\r\ntransfer-encoding: chunked".getBytes(StandardCharsets.US_ASCII);

    private static final int UNKNOWN = -1;
    private static final int IN_CHUNKS = -2;

    private final SocketChannel channel;
    private byte[] in = new byte[1 << 14];
    private int filled;
    private int headEnd = UNKNOWN;
    private int bodyLength = UNKNOWN;

    private Connection(SocketChannel channel) {
        this.channel = channel;
    }

    /** Connects to a server; the connection blocks until its channel is told otherwise. */
    public static Connection to(InetSocketAddress server) throws IOException {
        SocketChannel channel = SocketChannel.open(server);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        return new Connection(channel);
    }

    SocketChannel channel() {
        return channel;
    }

    /** Sends a request and waits for its answer; for a connection that blocks. */
    public Answer exchange(byte[] request) throws IOException {
        send(request);
        while (!receive()) {
            // Each call waits for more bytes.
        }
        return answer();
    }

    void send(byte[] request) throws IOException {
        filled = 0;
        headEnd = UNKNOWN;
        bodyLength = UNKNOWN;
        ByteBuffer out = ByteBuffer.wrap(request);
        while (out.hasRemaining()) {
            channel.write(out);
        }
    }

    /** Reads what is there and returns whether the answer is whole. */
    boolean receive() throws IOException {
        if (filled == in.length) {
            in = Arrays.copyOf(in, in.length * 2);
        }
        int read = channel.read(ByteBuffer.wrap(in, filled, in.length - filled));
        if (read < 0) {
            throw new EOFException("the server closed the connection");
        }
        filled += read;
        return isWhole();
    }

    /** Returns the answer that was just received in whole. */
    Answer answer() {
        byte[] body = bodyLength == IN_CHUNKS
                ? withoutChunks()
                : Arrays.copyOfRange(in, headEnd, headEnd + Math.max(bodyLength, 0));
        return new Answer(status(), new String(body, StandardCharsets.UTF_8));
    }

    /** Returns the status of the answer that was just received; for a load that does not look at bodies. */
    int status() {
        return (in[9] - '0') * 100 + (in[10] - '0') * 10 + (in[11] - '0');
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private boolean isWhole() {
        if (headEnd == UNKNOWN) {
            int end = find(END_OF_HEAD, 0, filled);
            if (end == UNKNOWN) {
                return false;
            }
            headEnd = end + END_OF_HEAD.length;
            bodyLength = statedLength();
        }
        return bodyLength == IN_CHUNKS ? lastChunkIsThere() : filled >= headEnd + Math.max(bodyLength, 0);
    }

    private int statedLength() {
        int at = find(CONTENT_LENGTH, 0, headEnd);
        if (at == UNKNOWN) {
            return find(CHUNKED, 0, headEnd) == UNKNOWN ? 0 : IN_CHUNKS;
        }
        int length = 0;
        for (int i = at + CONTENT_LENGTH.length; in[i] != '\r'; i++) {
            if (in[i] != ' ') {
                length = length * 10 + (in[i] - '0');
            }
        }
        return length;
    }

    private boolean lastChunkIsThere() {
        int at = headEnd;
        while (true) {
            int lineEnd = endOfLine(at);
            if (lineEnd == UNKNOWN) {
                return false;
            }
            int size = chunkSize(at, lineEnd);
            at = lineEnd + 2 + size + 2;
            if (at > filled) {
                return false;
            }
            if (size == 0) {
                return true;
            }
        }
    }

    private byte[] withoutChunks() {
        byte[] body = new byte[filled];
        int length = 0;
        int at = headEnd;
        while (true) {
            int lineEnd = endOfLine(at);
            int size = chunkSize(at, lineEnd);
            if (size == 0) {
                return Arrays.copyOf(body, length);
            }
            System.arraycopy(in, lineEnd + 2, body, length, size);
            length += size;
            at = lineEnd + 2 + size + 2;
        }
    }

    private int chunkSize(int from, int lineEnd) {
        return Integer.parseInt(new String(in, from, lineEnd - from, StandardCharsets.US_ASCII), 16);
    }

    private int endOfLine(int from) {
        for (int i = from; i + 1 < filled; i++) {
            if (in[i] == '\r' && in[i + 1] == '\n') {
                return i;
            }
        }
        return UNKNOWN;
    }

    /** Finds lower-case ASCII, ignoring the case of what was received. */
    private int find(byte[] wanted, int from, int to) {
        for (int i = from; i + wanted.length <= to; i++) {
            int k = 0;
            while (k < wanted.length && lower(in[i + k]) == wanted[k]) {
                k++;
            }
            if (k == wanted.length) {
                return i;
            }
        }
        return UNKNOWN;
    }

    private static int lower(byte b) {
        return b >= 'A' && b <= 'Z' ? b + 32 : b;
    }
}
