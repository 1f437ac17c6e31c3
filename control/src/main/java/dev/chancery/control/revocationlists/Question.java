package dev.chancery.control.revocationlists;

import dev.chancery.pki.CertId;
import dev.chancery.pki.Certificate;
import dev.chancery.pki.Der;
import dev.chancery.pki.DerException;
import dev.chancery.pki.OcspFault;
import dev.chancery.pki.OcspRequest;
import dev.chancery.pki.OcspResponse;
import dev.chancery.pki.SingleResponse;
import java.net.URI;
import java.net.http.HttpRequest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks a CA's OCSP responder about one certificate (RFC 6960): one POST over HTTP, with a nonce.
 *
 * @param certificate the one asked about
 * @param issuer the certificate of the CA that issued it
 */
record Question(Certificate certificate, Certificate issuer) {
    /** Long enough for a responder that signs each answer, short enough for a request that waits. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int NONCE_BYTES = 32;

    /**
     * Asks.
     *
     * @param url where; null for the address the certificate names
     * @throws Download.Failed with the reason
     */
    SingleResponse ask(@Nullable URI url, SecureRandom random, Instant now) throws Download.Failed {
        // SHA-1 names the issuer here and protects nothing; it is the one digest that every responder knows (RFC 5019).
        CertId asked = CertId.of(CertId.Hash.SHA1, issuer, certificate.serial());
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        Der sent = Der.of(nonce);
        HttpRequest request = HttpRequest.newBuilder(url == null ? named() : url)
                .timeout(PATIENCE)
                .header("content-type", "application/ocsp-request")
                .header("accept", "application/ocsp-response")
                .POST(HttpRequest.BodyPublishers.ofByteArray(
                        OcspRequest.encoded(asked, sent).toByteArray()))
                .build();
        OcspResponse response;
        try {
            response = OcspResponse.parse(Der.of(Download.fetch(request, OcspResponse.MAX_BYTES)));
        } catch (DerException e) {
            throw new Download.Failed(e.sentence());
        }
        List<OcspFault> faults = response.check(asked, issuer, Optional.of(sent), now);
        if (!faults.isEmpty()) {
            throw new Download.Failed(faults.getFirst().sentence());
        }
        return response.about(asked).orElseThrow();
    }

    private URI named() throws Download.Failed {
        return certificate.ocspUris().stream()
                .flatMap(text -> RevocationListEndpoints.url(text).stream())
                .findFirst()
                .orElseThrow(() -> new Download.Failed(certificate.label()
                        + " names no responder (expected: an http or https address in it, or a url" + " for the CA)."));
    }
}
