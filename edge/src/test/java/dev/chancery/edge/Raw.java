package dev.chancery.edge;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** A TLS connection on which a test writes the bytes it likes. */
final class Raw implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket tcp;
    private final SSLSocket socket;

    /** A connection for a hostname, by the JDK's TLS; the server is believed whatever it shows. */
    Raw(int port, String hostname, KeyManager... keys) {
        try {
            tcp = new Socket(InetAddress.getLoopbackAddress(), port);
            socket = over(tcp, hostname, keys);
            socket.startHandshake();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A connection whose handshake is still to come, for which protocols may be offered. */
    static SSLSocket connect(int port, String hostname, KeyManager... keys) throws IOException {
        return over(new Socket(InetAddress.getLoopbackAddress(), port), hostname, keys);
    }

    private static SSLSocket over(Socket tcp, String hostname, KeyManager... keys) throws IOException {
        try {
            tcp.setTcpNoDelay(true);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, new TrustManager[] {new Believing()}, null);
            SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(tcp, hostname, tcp.getPort(), true);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setServerNames(List.of(new SNIHostName(hostname)));
            socket.setSSLParameters(parameters);
            socket.setSoTimeout(PATIENCE_MILLIS);
            return socket;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /**
     * The answer to one request, on a connection of its own that the answer closes.
     *
     * @throws IOException if TLS ends before it, with what the alert says
     */
    static String once(int port, String hostname, String request, KeyManager... keys) throws IOException {
        try (SSLSocket socket = connect(port, hostname, keys)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /** The keys of a PKCS #12 file with the password "x". */
    static KeyManager[] keys(byte[] pkcs12) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new java.io.ByteArrayInputStream(pkcs12), "x".toCharArray());
            KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
            factory.init(store, "x".toCharArray());
            return factory.getKeyManagers();
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    Raw send(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return this;
    }

    /** Says the last word of TLS, and goes on listening (RFC 8446 section 6.1). */
    void halfClose() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Ends TCP in this direction, past TLS, and goes on listening. */
    void fin() {
        try {
            tcp.shutdownOutput();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /**
     * Sends the same again and again without reading anything.
     *
     * @param most how many times
     * @return how many times it went out before the other side ended the connection
     */
    int flood(String text, int most) {
        byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < most; i++) {
            try {
                socket.getOutputStream().write(octets);
            } catch (IOException _) {
                return i;
            }
        }
        return most;
    }

    /** All that comes until the other side closes, in whatever way. */
    String toTheEnd() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] block = new byte[8192];
        try {
            InputStream in = socket.getInputStream();
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                all.write(block, 0, read);
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("still open after " + all.toString(StandardCharsets.ISO_8859_1), e);
        } catch (IOException _) {
            // Reset: that is an end, too.
            return all.toString(StandardCharsets.ISO_8859_1);
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    /** One answer with a Content-Length, or without a body. */
    String answer() {
        StringBuilder answer = new StringBuilder();
        try {
            InputStream in = socket.getInputStream();
            while (answer.indexOf("\r\n\r\n") < 0) {
                answer.append((char) next(in, answer));
            }
            java.util.regex.Matcher length = java.util.regex.Pattern.compile("(?i)\r\ncontent-length: *([0-9]+)")
                    .matcher(answer);
            int left = length.find() ? Integer.parseInt(length.group(1)) : 0;
            for (; left > 0; left--) {
                answer.append((char) next(in, answer));
            }
            return answer.toString();
        } catch (IOException e) {
            throw new AssertionError("after " + answer, e);
        }
    }

    private static int next(InputStream in, StringBuilder sofar) throws IOException {
        int read = in.read();
        if (read < 0) {
            throw new IOException("ended after " + sofar);
        }
        return read;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static final class Believing implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
