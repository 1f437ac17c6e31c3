package dev.chancery.control.revocationlists;

import dev.chancery.pki.Crl;
import dev.chancery.pki.Der;
import dev.chancery.pki.DerException;
import dev.chancery.pki.PemException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Fetches what CAs publish over HTTP, without redirects. A revocation list (RFC 5280 section 4.2.1.13) is one GET of at most {@value #MOST_BYTES} bytes,
 * in at most {@value #SECONDS} seconds. Nothing of what a server answers is shown to anybody but the list that was found in it.
 */
final class Download {
    static final int MOST_BYTES = 16 << 20;
    static final int SECONDS = 20;

    private Download() {}

    /** There is no list to be had; the message is a sentence for the owner of the CA. */
    static final class Failed extends Exception {
        private static final long serialVersionUID = 1L;

        Failed(String sentence) {
            super(sentence, null, false, false);
        }

        String sentence() {
            return String.valueOf(getMessage());
        }
    }

    /**
     * Fetches and parses; DER, or PEM as some CAs publish it.
     *
     * @throws Failed with the reason
     */
    static Crl list(URI url) throws Failed {
        byte[] body = bytes(url);
        try {
            String text = new String(body, StandardCharsets.ISO_8859_1);
            return text.startsWith("-----BEGIN") ? Crl.parsePem(text) : Crl.parse(Der.of(body));
        } catch (PemException | DerException e) {
            throw new Failed("What is there is no revocation list: " + e.sentence());
        }
    }

    private static byte[] bytes(URI url) throws Failed {
        return fetch(
                HttpRequest.newBuilder(url)
                        .timeout(Duration.ofSeconds(SECONDS))
                        .header("accept", "application/pkix-crl")
                        .GET()
                        .build(),
                MOST_BYTES);
    }

    /**
     * The body of the answer to a request that has a timeout.
     *
     * @param mostBytes a longer one is none
     * @throws Failed with the reason
     */
    static byte[] fetch(HttpRequest request, int mostBytes) throws Failed {
        Duration patience = request.timeout().orElseThrow();
        try (HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(patience)
                .build()) {
            try {
                HttpResponse<byte[]> response = client.sendAsync(
                                request,
                                HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), mostBytes))
                        .get(patience.toMillis(), TimeUnit.MILLISECONDS);
                if (response.statusCode() != 200) {
                    throw new Failed("The server answered %d (expected: 200).".formatted(response.statusCode()));
                }
                return response.body();
            } finally {
                client.shutdownNow();
            }
        } catch (ExecutionException e) {
            throw new Failed(
                    e.getCause() instanceof IOException
                            ? "The server cannot be reached, or answers more than %d bytes.".formatted(mostBytes)
                            : "It cannot be fetched.");
        } catch (TimeoutException e) {
            throw new Failed("The server took longer than %d seconds.".formatted(patience.toSeconds()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failed("The fetch was interrupted.");
        }
    }
}
