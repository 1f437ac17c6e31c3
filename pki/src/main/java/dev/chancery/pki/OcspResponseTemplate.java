package dev.chancery.pki;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Successful OCSP responses of one delegated responder (RFC 6960 section 4.2), which it names by its key hash.
 *
 * <pre>
 * ResponseData ::= SEQUENCE { responderID byKey [2], producedAt, responses SEQUENCE OF SingleResponse,
 *                             responseExtensions [1] EXPLICIT OPTIONAL }
 * </pre>
 *
 * <p>Instances are immutable and shared between threads.
 */
public final class OcspResponseTemplate {
    private final SignatureAlgorithm algorithm;
    private final byte[] responderId;
    private final byte[] certificates;

    private OcspResponseTemplate(Certificate responder, SignatureAlgorithm algorithm) {
        this.algorithm = algorithm;
        this.responderId = DerWriter.tlv(
                DerWriter.constructed(2),
                DerWriter.octetString(responder.publicKey().keyIdentifier().toByteArray()));
        this.certificates = DerWriter.tlv(
                DerWriter.constructed(0), DerWriter.sequence(responder.der().toByteArray()));
    }

    /**
     * A template for answers signed by {@code responder}, whose certificate they carry.
     *
     * @param algorithm what the responder signs with; must fit its key
     */
    public static OcspResponseTemplate of(Certificate responder, SignatureAlgorithm algorithm) {
        CertificateWriter.requireFit(responder, algorithm);
        return new OcspResponseTemplate(responder, algorithm);
    }

    /** The algorithm the result must be signed with. */
    public SignatureAlgorithm signatureAlgorithm() {
        return algorithm;
    }

    /**
     * The bytes to be signed.
     *
     * @param responses at least one, in the order asked
     * @param nonce the request's, repeated
     */
    public Der build(Instant producedAt, List<SingleResponse> responses, Optional<Der> nonce) {
        if (responses.isEmpty()) {
            throw new IllegalArgumentException("an OCSP response about nothing");
        }
        byte[] extensions = nonce.map(OcspResponseTemplate::nonceExtension).orElse(new byte[0]);
        return Der.wrap(DerWriter.sequence(
                responderId,
                DerWriter.generalizedTime(producedAt),
                DerWriter.sequence(
                        responses.stream().map(SingleResponse::encoded).toArray(byte[][]::new)),
                extensions));
    }

    private static byte[] nonceExtension(Der nonce) {
        return DerWriter.tlv(DerWriter.constructed(1), OcspNonce.extensions(nonce));
    }

    /**
     * Completes to-be-signed response data with its signature: the whole OCSPResponse, status successful.
     *
     * <pre>
     * OCSPResponse      ::= SEQUENCE { responseStatus ENUMERATED, responseBytes [0] EXPLICIT SEQUENCE {
     *                                  responseType id-pkix-ocsp-basic, response OCTET STRING } }
     * BasicOCSPResponse ::= SEQUENCE { tbsResponseData, signatureAlgorithm, signature BIT STRING, certs [0] EXPLICIT }
     * </pre>
     */
    public Der assemble(Der tbs, byte[] signature) {
        byte[] basic = DerWriter.sequence(
                tbs.toByteArray(), algorithm.identifier().toByteArray(), DerWriter.bitString(signature), certificates);
        byte[] bytes = DerWriter.sequence(Oids.OCSP_BASIC.encoded(), DerWriter.octetString(basic));
        return Der.wrap(DerWriter.sequence(DerWriter.enumerated(0), DerWriter.tlv(DerWriter.constructed(0), bytes)));
    }
}
