package dev.chancery.pki;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An OCSP response of any responder (RFC 6960 section 4.2), immutable. Having parsed says nothing about trust: see {@link #check}.
 *
 * <p>Times are in whole seconds, as RFC 5019 section 2.2.4 asks for.
 */
public final class OcspResponse {
    /** Longest response accepted, in bytes. */
    public static final int MAX_BYTES = 65_536;

    /** How long an answer holds that does not say when there will be a newer one. */
    public static final Duration WITHOUT_NEXT_UPDATE = Duration.ofHours(1);

    /** How far the responder's clock may be ahead. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private static final int MAX_SINGLES = 64;
    private static final int MAX_CERTIFICATES = 8;
    private static final List<String> STATUSES = List.of(
            "successful", "malformedRequest", "internalError", "tryLater", "status 4", "sigRequired", "unauthorized");

    private final Der tbs;
    private final Optional<SignatureAlgorithm> algorithm;
    private final Der signature;
    private final List<SingleResponse> singles;
    private final Optional<Der> nonce;
    private final List<Certificate> certificates;

    private OcspResponse(DerReader basic) throws DerException {
        this.tbs = basic.element(DerWriter.SEQUENCE, "response data");
        this.algorithm = SignatureAlgorithm.parse(basic.element(DerWriter.SEQUENCE, "signature algorithm"));
        this.signature = basic.bitString("signature");
        this.certificates = basic.nextIs(DerWriter.constructed(0))
                ? certificates(basic.enter(DerWriter.constructed(0), "certificates"))
                : List.of();
        basic.end("basic response");
        DerReader outer = new DerReader(tbs);
        DerReader data = outer.sequence("response data");
        if (data.nextIs(DerWriter.constructed(0))) {
            data.element("version");
        }
        // Whoever it says it is, one of the keys it may be signed with verifies it or none does.
        data.element("responder");
        data.time("time of the response");
        this.singles = singles(data.sequence("list of responses"));
        this.nonce = data.nextIs(DerWriter.constructed(1))
                ? OcspNonce.read(data.enter(DerWriter.constructed(1), "response extensions"), "response")
                : Optional.empty();
        data.end("response data");
    }

    /**
     * Parses a response.
     *
     * <pre>
     * OCSPResponse      ::= SEQUENCE { responseStatus ENUMERATED, responseBytes [0] EXPLICIT SEQUENCE {
     *                                  responseType OBJECT IDENTIFIER, response OCTET STRING } OPTIONAL }
     * BasicOCSPResponse ::= SEQUENCE { tbsResponseData, signatureAlgorithm, signature BIT STRING, certs [0] EXPLICIT OPTIONAL }
     * ResponseData      ::= SEQUENCE { version [0] EXPLICIT DEFAULT v1, responderID, producedAt, responses SEQUENCE OF
     *                                  SingleResponse, responseExtensions [1] EXPLICIT OPTIONAL }
     * </pre>
     *
     * @throws DerException when it is not one, or the responder did not answer the question but said why not
     */
    public static OcspResponse parse(Der der) throws DerException {
        if (der.length() > MAX_BYTES) {
            throw new DerException(
                    "The response has " + der.length() + " bytes (expected: at most " + MAX_BYTES + ").");
        }
        DerReader outer = new DerReader(der);
        DerReader response = outer.sequence("response");
        outer.end("response");
        Der status = response.content(DerWriter.ENUMERATED, "response status");
        if (status.length() != 1 || status.at(0) != 0) {
            throw new DerException("The responder answers " + word(status) + " (expected: successful).");
        }
        DerReader wrapper = response.enter(DerWriter.constructed(0), "response bytes");
        response.end("response");
        DerReader typed = wrapper.sequence("response bytes");
        wrapper.end("response bytes");
        Oid type = typed.oid("response type");
        if (!type.equals(Oids.OCSP_BASIC)) {
            throw new DerException("The response is of type " + type + " (expected: " + Oids.OCSP_BASIC + ").");
        }
        DerReader content = new DerReader(typed.content(DerWriter.OCTET_STRING, "basic response"));
        typed.end("response bytes");
        DerReader basic = content.sequence("basic response");
        content.end("basic response");
        return new OcspResponse(basic);
    }

    private static String word(Der status) {
        int code = status.length() == 1 ? status.at(0) : -1;
        return code >= 0 && code < STATUSES.size() ? STATUSES.get(code) : "with an unknown status";
    }

    private static List<Certificate> certificates(DerReader wrapper) throws DerException {
        DerReader list = wrapper.sequence("certificates");
        wrapper.end("certificates");
        List<Certificate> certificates = new ArrayList<>(1);
        while (list.hasMore() && certificates.size() < MAX_CERTIFICATES) {
            certificates.add(Certificate.parse(list.element(DerWriter.SEQUENCE, "certificate")));
        }
        return List.copyOf(certificates);
    }

    private static List<SingleResponse> singles(DerReader list) throws DerException {
        List<SingleResponse> singles = new ArrayList<>(1);
        while (list.hasMore()) {
            singles.add(single(list.sequence("single response")));
            if (singles.size() > MAX_SINGLES) {
                throw new DerException("The response is about more than " + MAX_SINGLES + " certificates.");
            }
        }
        return List.copyOf(singles);
    }

    private static SingleResponse single(DerReader single) throws DerException {
        CertId certId = CertId.parse(single.element(DerWriter.SEQUENCE, "certificate identifier"));
        CertStatus status = status(single);
        Instant thisUpdate = single.time("thisUpdate");
        Instant nextUpdate = thisUpdate.plus(WITHOUT_NEXT_UPDATE);
        if (single.nextIs(DerWriter.constructed(0))) {
            DerReader next = single.enter(DerWriter.constructed(0), "nextUpdate");
            nextUpdate = next.time("nextUpdate");
            next.end("nextUpdate");
        }
        if (single.nextIs(DerWriter.constructed(1))) {
            var _ = OcspNonce.read(single.enter(DerWriter.constructed(1), "single extensions"), "response");
        }
        single.end("single response");
        return new SingleResponse(certId, status, thisUpdate, nextUpdate);
    }

    private static CertStatus status(DerReader single) throws DerException {
        if (single.nextIs(DerWriter.constructed(1))) {
            DerReader revoked = single.enter(DerWriter.constructed(1), "revocation");
            Instant at = revoked.time("time of the revocation");
            Optional<RevocationReason> reason = Optional.empty();
            if (revoked.hasMore()) {
                DerReader wrapper = revoked.enter(DerWriter.constructed(0), "reason of the revocation");
                Der code = wrapper.content(DerWriter.ENUMERATED, "reason of the revocation");
                reason = RevocationReason.ofCode(code.length() == 1 ? code.at(0) : -1);
            }
            return new CertStatus.Revoked(at, reason);
        }
        if (single.nextIs(DerWriter.primitive(0))) {
            single.element("status");
            return new CertStatus.Good();
        }
        single.element(DerWriter.primitive(2), "status");
        return new CertStatus.Unknown();
    }

    /** What it says of the certificate that was asked about; empty if nothing. */
    public Optional<SingleResponse> about(CertId asked) {
        return singles.stream()
                .filter(single -> single.certId().serial().equals(asked.serial())
                        && single.certId().isIssuedBy(asked))
                .findFirst();
    }

    /**
     * All reasons why the response tells nothing of a certificate of this CA at this instant; empty when it does.
     *
     * @param asked as it was asked, of a certificate of {@code ca}
     * @param sent the nonce of the question; a response without one passes, as responders that sign ahead give (RFC 5019)
     */
    public List<OcspFault> check(CertId asked, Certificate ca, Optional<Der> sent, Instant at) {
        List<OcspFault> faults = new ArrayList<>(0);
        checkSignature(ca, at, faults);
        if (nonce.isPresent() && !nonce.equals(sent)) {
            faults.add(new OcspFault(OcspFault.Kind.NONCE, "The response was made for another question."));
        }
        Optional<SingleResponse> single = about(asked);
        if (single.isEmpty()) {
            faults.add(new OcspFault(
                    OcspFault.Kind.NOT_ABOUT_IT, "The response says nothing of the certificate that was asked about."));
        }
        single.ifPresent(it -> checkTimes(it, at, faults));
        return List.copyOf(faults);
    }

    private static void checkTimes(SingleResponse single, Instant at, List<OcspFault> faults) {
        if (single.thisUpdate().isAfter(at.plus(SKEW))) {
            faults.add(new OcspFault(
                    OcspFault.Kind.NOT_YET_VALID, "The response is of " + single.thisUpdate() + ", still to come."));
        }
        if (!single.nextUpdate().isAfter(at)) {
            faults.add(new OcspFault(
                    OcspFault.Kind.STALE,
                    "The response was to be followed by another at " + single.nextUpdate() + "."));
        }
    }

    /** The responders that speak for a CA: itself, and whom it certified for that. */
    private void checkSignature(Certificate ca, Instant at, List<OcspFault> faults) {
        if (!algorithm.map(SignatureAlgorithm::isSound).orElse(false)) {
            faults.add(new OcspFault(
                    OcspFault.Kind.WEAK_ALGORITHM,
                    "The response is signed with "
                            + algorithm.map(SignatureAlgorithm::apiName).orElse(SignatureAlgorithm.UNKNOWN_NAME)
                            + " (expected: SHA-2 or better)."));
            return;
        }
        List<Certificate> delegated = certificates.stream()
                .filter(it -> it.issuer().matches(ca.subject())
                        && it.extendedKeyUsages().contains(Oids.OCSP_SIGNING.toString())
                        && it.isValidAt(at)
                        && it.verifySignedBy(ca))
                .toList();
        if (verifies(ca) || delegated.stream().anyMatch(this::verifies)) {
            return;
        }
        faults.add(
                delegated.isEmpty() && !certificates.isEmpty()
                        ? new OcspFault(
                                OcspFault.Kind.ANOTHER_RESPONDER,
                                "The response is signed by a responder the CA did not certify for it, or no longer.")
                        : new OcspFault(
                                OcspFault.Kind.SIGNATURE_INVALID, "The signature of the response does not verify."));
    }

    private boolean verifies(Certificate signer) {
        return signer.publicKey().verify(algorithm.orElseThrow(), tbs, signature);
    }
}
