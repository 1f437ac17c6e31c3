package dev.chancery.pki;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A PKCS #10 certificate request (RFC 2986).
 *
 * <p>Parsing checks the structure; {@link #check} judges it. Requested extensions are ignored: what a certificate says is
 * the profile's decision, not the requester's.
 */
public final class CertificateRequest {
    /** Labels tools use for requests (RFC 7468 section 7). */
    private static final List<String> LABELS = List.of("CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST");

    /** Longest request accepted, in bytes: an ML-DSA-87 request has about 7,500. */
    public static final int MAX_BYTES = 16_384;

    private final Der der;
    private final Der info;
    private final DistinguishedName subject;
    private final SubjectPublicKey publicKey;
    private final Optional<SignatureAlgorithm> signatureAlgorithm;
    private final Der signature;
    private final SubjectAttributes attributes;
    private volatile @Nullable Boolean verified;

    private CertificateRequest(
            Der der,
            Der info,
            DistinguishedName subject,
            SubjectPublicKey publicKey,
            Optional<SignatureAlgorithm> signatureAlgorithm,
            Der signature) {
        this.der = der;
        this.info = info;
        this.subject = subject;
        this.publicKey = publicKey;
        this.signatureAlgorithm = signatureAlgorithm;
        this.signature = signature;
        this.attributes = subject.first();
    }

    /**
     * Parses a CertificationRequest.
     *
     * <pre>
     * CertificationRequest     ::= SEQUENCE { info, signatureAlgorithm, signature BIT STRING }
     * CertificationRequestInfo ::= SEQUENCE { version INTEGER { v1(0) }, subject Name, subjectPKInfo,
     *                                         attributes [0] IMPLICIT SET OF Attribute }
     * </pre>
     *
     * @throws DerException when it is not one, has another version, or bytes are left over
     */
    public static CertificateRequest parse(Der der) throws DerException {
        if (der.length() > MAX_BYTES) {
            throw new DerException(
                    "The certificate request has " + der.length() + " bytes (expected: at most " + MAX_BYTES + ").");
        }
        DerReader outer = new DerReader(der);
        DerReader request = outer.sequence("certificate request");
        outer.end("certificate request");
        Der info = request.element(DerWriter.SEQUENCE, "certificate request info");
        Optional<SignatureAlgorithm> algorithm =
                SignatureAlgorithm.parse(request.element(DerWriter.SEQUENCE, "signature algorithm"));
        Der signature = request.bitString("signature");
        request.end("signature");

        DerReader fields = new DerReader(info).sequence("certificate request info");
        fields.smallInteger(0, 0, "version of the certificate request");
        DistinguishedName subject = DistinguishedName.parse(fields.element(DerWriter.SEQUENCE, "subject"));
        SubjectPublicKey key = SubjectPublicKey.parse(fields.element(DerWriter.SEQUENCE, "public key"));
        if (fields.hasMore()) {
            checkAttributes(fields.enter(DerWriter.constructed(0), "attributes of the certificate request"));
        }
        fields.end("attributes of the certificate request");
        return new CertificateRequest(der, info, subject, key, algorithm, signature);
    }

    private static void checkAttributes(DerReader attributes) throws DerException {
        while (attributes.hasMore()) {
            DerReader attribute = attributes.sequence("attribute of the certificate request");
            attribute.oid("attribute type");
            attribute.content(DerWriter.SET, "attribute values");
            attribute.end("attribute values");
        }
    }

    /**
     * Parses PEM text that holds exactly one certificate request.
     *
     * @throws PemException when the text is not PEM, or holds none, several, or something else
     * @throws DerException when the block is not a certificate request
     */
    public static CertificateRequest parsePem(String text) throws PemException, DerException {
        List<PemBlock> blocks = Pem.parse(text);
        if (blocks.isEmpty()) {
            throw new PemException("No PEM block was found (expected: -----BEGIN CERTIFICATE REQUEST-----).");
        }
        for (PemBlock block : blocks) {
            if (!LABELS.contains(block.label())) {
                throw new PemException("The PEM block on line " + block.line() + " is a " + block.label()
                        + " (expected: CERTIFICATE REQUEST).");
            }
        }
        if (blocks.size() > 1) {
            throw new PemException("There are " + blocks.size()
                    + " certificate requests (expected: one); the second begins on line "
                    + blocks.get(1).line() + ".");
        }
        return parse(blocks.getFirst().der());
    }

    /** The whole request. */
    public Der der() {
        return der;
    }

    /** The request as PEM: 64 columns, LF. */
    public String toPem() {
        return Pem.encode("CERTIFICATE REQUEST", der);
    }

    /** The subject as sent. */
    public DistinguishedName subject() {
        return subject;
    }

    /** The first of each subject attribute the API shows, "" when absent. */
    public SubjectAttributes subjectAttributes() {
        return attributes;
    }

    /** The public key to be certified. */
    public SubjectPublicKey publicKey() {
        return publicKey;
    }

    /** The kind of public key. */
    public KeyAlgorithm keyAlgorithm() {
        return publicKey.algorithm();
    }

    /** The algorithm of the proof of possession; empty when it is not one this package knows. */
    public Optional<SignatureAlgorithm> signatureAlgorithm() {
        return signatureAlgorithm;
    }

    /**
     * Whether the request is signed by its own key with a sound algorithm (SHA-2 with RSA or ECDSA, Ed25519, ML-DSA):
     * the proof of possession (RFC 2986 section 3 note 2). Computed once.
     */
    public boolean verifySignature() {
        Boolean known = verified;
        if (known == null) {
            known = signatureAlgorithm
                    .filter(SignatureAlgorithm::isSound)
                    .filter(algorithm -> publicKey.verify(algorithm, info, signature))
                    .isPresent();
            verified = known;
        }
        return known;
    }

    /**
     * All reasons to refuse the request under this policy; empty when it may be certified.
     *
     * <p>The signature is verified only when key and algorithm pass, which bounds the cost of a hostile key.
     */
    public List<CsrFault> check(KeyPolicy policy) {
        List<CsrFault> faults = new ArrayList<>(0);
        for (KeyFault fault : policy.check(publicKey)) {
            faults.add(new CsrFault(CsrFault.Kind.KEY, fault.sentence()));
        }
        checkSignatureAlgorithm(faults);
        if (faults.isEmpty() && !verifySignature()) {
            faults.add(new CsrFault(
                    CsrFault.Kind.SIGNATURE,
                    "The signature of the certificate request does not verify under its own public key."));
        }
        SubjectRules.check(subject, sentence -> faults.add(new CsrFault(CsrFault.Kind.SUBJECT, sentence)));
        return List.copyOf(faults);
    }

    private void checkSignatureAlgorithm(List<CsrFault> faults) {
        String expected = " (expected: SHA-256, SHA-384 or SHA-512 with RSA or ECDSA, Ed25519, ML-DSA).";
        if (signatureAlgorithm.isEmpty()) {
            faults.add(new CsrFault(
                    CsrFault.Kind.SIGNATURE_ALGORITHM,
                    "The certificate request is signed with an unknown algorithm" + expected));
            return;
        }
        SignatureAlgorithm algorithm = signatureAlgorithm.get();
        if (!algorithm.isSound()) {
            faults.add(new CsrFault(
                    CsrFault.Kind.SIGNATURE_ALGORITHM,
                    "The certificate request is signed with " + algorithm.apiName() + expected));
        } else if (!algorithm.fits(publicKey.algorithm())
                && !(publicKey.algorithm() instanceof KeyAlgorithm.Unsupported)) {
            faults.add(new CsrFault(
                    CsrFault.Kind.SIGNATURE_ALGORITHM,
                    "The certificate request is signed with " + algorithm.apiName() + ", which its public key ("
                            + publicKey.algorithm().displayName() + ") cannot make."));
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CertificateRequest that && der.equals(that.der);
    }

    @Override
    public int hashCode() {
        return der.hashCode();
    }

    @Override
    public String toString() {
        return "CertificateRequest[" + subject + ", " + publicKey.algorithm().displayName() + "]";
    }
}
