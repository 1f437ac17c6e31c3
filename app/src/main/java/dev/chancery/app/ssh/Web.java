package dev.chancery.app.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** HTTP as the commands speak it: no redirects, ten seconds, answers of at most a mebibyte, and servers a CA vouches for. */
public final class Web implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_BYTES = 1 << 20;

    private final HttpClient client;

    private Web(HttpClient client) {
        this.client = client;
    }

    /**
     * @param ca a file of PEM certificates that are trusted in the place of those the JDK trusts
     * @throws SshFailed if the file is none
     */
    public static Web trusting(Optional<Path> ca) {
        HttpClient.Builder client = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER);
        ca.ifPresent(file -> client.sslContext(trust(file)));
        return new Web(client.build());
    }

    private static SSLContext trust(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore anchors = KeyStore.getInstance(KeyStore.getDefaultType());
            anchors.load(null, null);
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                anchors.setCertificateEntry(Integer.toString(number++), certificate);
            }
            if (number == 0) {
                throw new SshFailed(file + ": no certificate (expected: PEM)");
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(anchors);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new SshFailed("%s: %s (expected: PEM certificates)".formatted(file, e.getMessage()), e);
        }
    }

    /**
     * Sends a request.
     *
     * @throws SshFailed if no answer comes, or one that is too long
     */
    HttpResponse<byte[]> send(HttpRequest.Builder request) {
        return send(request, PATIENCE);
    }

    /** The same with more patience. */
    HttpResponse<byte[]> send(HttpRequest.Builder request, Duration patience) {
        HttpRequest built = request.timeout(patience).build();
        try {
            HttpResponse<byte[]> response = client.send(
                    built,
                    _ -> HttpResponse.BodySubscribers.limiting(HttpResponse.BodySubscribers.ofByteArray(), MOST_BYTES));
            return response;
        } catch (IOException e) {
            throw new SshFailed("%s: %s".formatted(place(built.uri()), reason(e)), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SshFailed(place(built.uri()) + ": interrupted", e);
        }
    }

    /** Without the query, which may hold what nobody should read. */
    private static String place(URI uri) {
        return uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
    }

    private static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage();
        return message == null ? root.getClass().getSimpleName() : message;
    }

    @Override
    public void close() {
        client.close();
    }
}
