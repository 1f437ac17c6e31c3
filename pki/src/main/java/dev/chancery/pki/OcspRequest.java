package dev.chancery.pki;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An OCSP request (RFC 6960 section 4.1, RFC 5019). A signature or requestor name in it is ignored.
 *
 * @param certIds what is asked, at least one, in order
 * @param nonce to be repeated in the response (RFC 9654), 1 to 128 bytes
 */
public record OcspRequest(List<CertId> certIds, Optional<Der> nonce) {
    /** Longest request accepted, in bytes. */
    public static final int MAX_BYTES = 16_384;

    /** Most certificates asked about in one request. */
    public static final int MAX_CERT_IDS = 32;

    private static final int MAX_NONCE = 128;

    /** Copies the list. */
    public OcspRequest {
        certIds = List.copyOf(certIds);
    }

    /**
     * Parses an OCSPRequest; a failure is to be answered by {@link OcspError#MALFORMED_REQUEST}.
     *
     * <pre>
     * OCSPRequest ::= SEQUENCE { tbsRequest, optionalSignature [0] EXPLICIT OPTIONAL }
     * TBSRequest  ::= SEQUENCE { version [0] EXPLICIT DEFAULT v1, requestorName [1] EXPLICIT OPTIONAL,
     *                            requestList SEQUENCE OF Request, requestExtensions [2] EXPLICIT OPTIONAL }
     * Request     ::= SEQUENCE { reqCert CertID, singleRequestExtensions [0] EXPLICIT OPTIONAL }
     * </pre>
     *
     * @throws DerException when it is not one, exceeds a bound, or has an unknown critical extension
     */
    public static OcspRequest parse(Der der) throws DerException {
        if (der.length() > MAX_BYTES) {
            throw new DerException(
                    "The OCSP request has " + der.length() + " bytes (expected: at most " + MAX_BYTES + ").");
        }
        DerReader outer = new DerReader(der);
        DerReader request = outer.sequence("OCSP request");
        outer.end("OCSP request");
        DerReader fields = request.sequence("OCSP request fields");
        if (request.nextIs(DerWriter.constructed(0))) {
            request.element("signature of the OCSP request");
        }
        request.end("OCSP request");
        if (fields.nextIs(DerWriter.constructed(0))) {
            // Encoding the default is not DER, but clients do it.
            DerReader version = fields.enter(DerWriter.constructed(0), "version");
            version.smallInteger(0, 0, "version");
            version.end("version");
        }
        if (fields.nextIs(DerWriter.constructed(1))) {
            fields.element("requestor name");
        }
        List<CertId> certIds = certIds(fields.sequence("list of requests"));
        Optional<Der> nonce = Optional.empty();
        if (fields.nextIs(DerWriter.constructed(2))) {
            nonce = nonce(fields.enter(DerWriter.constructed(2), "request extensions"));
        }
        fields.end("OCSP request fields");
        return new OcspRequest(certIds, nonce);
    }

    /** The question about one certificate, with this nonce, as {@code application/ocsp-request} carries it. */
    public static Der encoded(CertId certId, Der nonce) {
        return Der.wrap(DerWriter.sequence(DerWriter.sequence(
                DerWriter.sequence(DerWriter.sequence(certId.encoded().toByteArray())),
                DerWriter.tlv(DerWriter.constructed(2), OcspNonce.extensions(nonce)))));
    }

    private static List<CertId> certIds(DerReader list) throws DerException {
        List<CertId> certIds = new ArrayList<>(1);
        do {
            DerReader single = list.sequence("single request");
            certIds.add(CertId.parse(single.element(DerWriter.SEQUENCE, "certificate identifier")));
            if (single.nextIs(DerWriter.constructed(0))) {
                nonce(single.enter(DerWriter.constructed(0), "single request extensions"));
            }
            single.end("single request");
            if (certIds.size() > MAX_CERT_IDS) {
                throw new DerException("The OCSP request asks about more than " + MAX_CERT_IDS + " certificates.");
            }
        } while (list.hasMore());
        return certIds;
    }

    private static Optional<Der> nonce(DerReader wrapper) throws DerException {
        Optional<Der> nonce = OcspNonce.read(wrapper, "OCSP request");
        int length = nonce.map(Der::length).orElse(MAX_NONCE);
        if (length == 0 || length > MAX_NONCE) {
            throw new DerException("The nonce has " + length + " bytes (expected: 1 to " + MAX_NONCE + ", RFC 9654).");
        }
        return nonce;
    }
}
