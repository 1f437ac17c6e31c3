package dev.chancery.bench.convergence;

import dev.chancery.bench.server.Processes;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * One client at one edge: request after request on a kept-alive connection, now and then on a fresh one. Some of them wait long
 * for an answer, so that requests lie before a stopped edge when it goes on.
 */
final class Client implements Runnable {

    private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: *([0-9]+)", Pattern.CASE_INSENSITIVE);
    private static final int IMPATIENT_MILLIS = 1_000;
    private static final int PATIENT_MILLIS = 15_000;

    private final Identity identity;
    private final int edge;
    private final InetSocketAddress address;
    private final History history;
    private final SplittableRandom random;
    private final int patience;
    private final long pace;
    private volatile boolean over;
    private volatile @Nullable Socket connection;

    /**
     * @param edge the edge's number in this run
     * @param address where it listens
     * @param pace at most so many milliseconds between an answer and the next request
     */
    Client(
            Identity identity,
            int edge,
            InetSocketAddress address,
            History history,
            SplittableRandom random,
            long pace) {
        this.identity = identity;
        this.edge = edge;
        this.address = address;
        this.history = history;
        this.random = random;
        this.patience = random.nextInt(3) == 0 ? PATIENT_MILLIS : IMPATIENT_MILLIS;
        this.pace = pace;
    }

    @Override
    public void run() {
        while (!over) {
            Processes.pause(random.nextLong(pace / 4, pace));
            try {
                request();
            } catch (IOException broken) {
                // An edge that was killed, is stopped or has cut this client: the next request comes on a fresh
                // connection.
                end();
                Processes.pause(pace);
            }
        }
        end();
    }

    private void request() throws IOException {
        Socket kept = connection;
        if (kept == null || random.nextInt(10) == 0) {
            end();
            kept = connect();
            connection = kept;
        }
        if (over) {
            return;
        }
        long number = history.sending(identity.number(), edge);
        kept.getOutputStream()
                .write(("GET /" + number + " HTTP/1.1\r\nHost: " + Cluster.HOSTNAME
                                + "\r\nAccept: application/json\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        history.answered(number, status(kept.getInputStream()));
    }

    private Socket connect() throws IOException {
        Socket plain = new Socket();
        plain.setSoTimeout(patience);
        plain.setTcpNoDelay(true);
        connection = plain;
        plain.connect(address, patience);
        SSLSocket secured = (SSLSocket)
                identity.tls().getSocketFactory().createSocket(plain, Cluster.HOSTNAME, address.getPort(), true);
        secured.startHandshake();
        return secured;
    }

    /** Reads a whole answer and returns its status. */
    private static int status(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (int matched = 0; matched < 4; ) {
            int octet = in.read();
            if (octet < 0) {
                throw new EOFException("the edge ended the connection");
            }
            head.write(octet);
            boolean expected = octet == (matched % 2 == 0 ? '\r' : '\n');
            matched = expected ? matched + 1 : octet == '\r' ? 1 : 0;
        }
        String text = head.toString(StandardCharsets.ISO_8859_1);
        Matcher length = LENGTH.matcher(text);
        if (!length.find()) {
            throw new IOException("an answer without a length");
        }
        in.skipNBytes(Long.parseLong(length.group(1)));
        return Integer.parseInt(text.substring(9, 12));
    }

    /** Sends nothing more, and waits for no answer. */
    void stop() {
        over = true;
        end();
    }

    private void end() {
        Socket open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException alreadyGone) {
                // There is nothing left to close.
            }
        }
    }
}
