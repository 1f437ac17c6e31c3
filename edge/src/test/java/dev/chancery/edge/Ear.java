package dev.chancery.edge;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A WebSocket by the JDK's client, and what is heard on it. */
final class Ear implements WebSocket.Listener {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
    final CompletableFuture<Boolean> ended = new CompletableFuture<>();

    /** Opens one to {@code /echo} of a host. */
    WebSocket open(World world, String host, KeyManager[] keys, Map<String, String> fields) throws Exception {
        WebSocket.Builder builder = HttpClient.newBuilder()
                .sslContext(context(world, keys))
                .build()
                .newWebSocketBuilder()
                .subprotocols("chat");
        fields.forEach(builder::header);
        return builder.buildAsync(
                        URI.create("wss://" + host + ":" + world.edge.address().getPort() + "/echo"), this)
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private static SSLContext context(World world, KeyManager[] keys) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry(
                "ca",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(world.openssl.bytes("server-ca.pem"))));
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trust.getTrustManagers(), new SecureRandom());
        return context;
    }

    /** The next word. */
    String next() throws InterruptedException {
        return String.valueOf(heard.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    }

    /** Waits for the end. */
    boolean ended() throws Exception {
        return ended.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
        heard.add(text.toString());
        socket.request(1);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        ended.complete(true);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        ended.complete(true);
    }
}
