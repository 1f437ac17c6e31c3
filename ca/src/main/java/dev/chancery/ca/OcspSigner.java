package dev.chancery.ca;

import dev.chancery.pki.Certificate;
import dev.chancery.pki.Der;
import dev.chancery.pki.OcspResponseTemplate;
import dev.chancery.pki.SingleResponse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Signs OCSP answers (RFC 6960) as one delegated responder. Safe for any number of threads. */
public final class OcspSigner {
    private final Certificate responder;
    private final SigningKey key;
    private final OcspResponseTemplate template;

    /** @throws IllegalArgumentException if the key is not the responder certificate's */
    public OcspSigner(Certificate responder, SigningKey key) {
        CertificateSigner.requirePair(responder, key);
        this.responder = responder;
        this.key = key;
        this.template = OcspResponseTemplate.of(responder, key.algorithm());
    }

    /** The responder's certificate; renew it before {@code notAfter}. */
    public Certificate responder() {
        return responder;
    }

    /**
     * A whole signed OCSPResponse.
     *
     * @param producedAt when the answer is made
     * @param responses at least one, in the order asked
     * @param nonce the request's, repeated
     */
    public Der sign(Instant producedAt, List<SingleResponse> responses, Optional<Der> nonce) {
        Der tbs = template.build(producedAt, responses, nonce);
        return template.assemble(tbs, key.sign(tbs.toByteArray()));
    }

    @Override
    public String toString() {
        return "OcspSigner[" + responder.subjectString() + "]";
    }
}
