package dev.chancery.pki;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An X.509 certificate (RFC 5280 section 4.1), immutable, equal by its bytes.
 *
 * <p>Parsing is strict and cheap (a few microseconds), texts are made when asked for. Having parsed says nothing about
 * trust: see {@link #verifySignedBy} and {@link CertificateBundle}.
 */
public final class Certificate {
    /** Longest certificate accepted, in bytes. */
    public static final int MAX_BYTES = 65_536;

    private final Der der;
    private final Der tbs;
    private final TbsFields fields;
    private final Optional<SignatureAlgorithm> signatureAlgorithm;
    private final Der signature;

    private Certificate(
            Der der, Der tbs, TbsFields fields, Optional<SignatureAlgorithm> signatureAlgorithm, Der signature) {
        this.der = der;
        this.tbs = tbs;
        this.fields = fields;
        this.signatureAlgorithm = signatureAlgorithm;
        this.signature = signature;
    }

    /**
     * Parses a certificate.
     *
     * @throws DerException when it is not one, its two signature algorithms differ, or bytes are left over
     */
    public static Certificate parse(Der der) throws DerException {
        if (der.length() > MAX_BYTES) {
            throw new DerException(
                    "The certificate has " + der.length() + " bytes (expected: at most " + MAX_BYTES + ").");
        }
        DerReader outer = new DerReader(der);
        DerReader certificate = outer.sequence("certificate");
        outer.end("certificate");
        Der tbs = certificate.element(DerWriter.SEQUENCE, "certificate fields");
        Der identifier = certificate.element(DerWriter.SEQUENCE, "signature algorithm");
        Der signature = certificate.bitString("signature");
        certificate.end("signature");
        TbsFields fields = TbsFields.parse(tbs);
        if (!fields.signatureIdentifier().equals(identifier)) {
            throw new DerException(
                    "The certificate names two different signature algorithms (RFC 5280 section 4.1.1.2).");
        }
        return new Certificate(der, tbs, fields, SignatureAlgorithm.parse(identifier), signature);
    }

    /**
     * Parses PEM text that holds exactly one certificate.
     *
     * @throws PemException when the text is not PEM, or holds none, several, or something else
     * @throws DerException when the block is not a certificate
     */
    public static Certificate parsePem(String text) throws PemException, DerException {
        CertificateBundle bundle = CertificateBundle.parsePem(text);
        if (bundle.certificates().size() != 1 || !bundle.others().isEmpty()) {
            throw new PemException("The PEM text has "
                    + (bundle.certificates().size() + bundle.others().size())
                    + " blocks (expected: one certificate).");
        }
        return bundle.first();
    }

    /**
     * Completes a to-be-signed certificate with its signature.
     *
     * @param tbs what a template built
     * @param algorithm the algorithm the template was told
     * @param signature the signature over {@code tbs}; not verified here
     */
    public static Certificate assemble(Der tbs, SignatureAlgorithm algorithm, byte[] signature) {
        try {
            return parse(SignedData.assemble(tbs, algorithm, signature));
        } catch (DerException e) {
            throw new IllegalArgumentException("these are not the fields of a certificate: " + e.sentence(), e);
        }
    }

    /**
     * Completes what was judged with its signature, without reading it again.
     *
     * @param signature the signature over {@code judged}; not verified here
     */
    public static Certificate assemble(ToBeSigned judged, SignatureAlgorithm algorithm, byte[] signature) {
        if (!judged.fields().signatureIdentifier().equals(algorithm.identifier())) {
            throw new IllegalArgumentException(
                    "the fields of the certificate name another signature algorithm than " + algorithm.apiName());
        }
        Der whole = SignedData.assemble(judged.der(), algorithm, signature);
        if (whole.length() > MAX_BYTES) {
            throw new IllegalArgumentException("a certificate of " + whole.length() + " bytes");
        }
        return new Certificate(whole, judged.der(), judged.fields(), Optional.of(algorithm), Der.of(signature));
    }

    /** The whole certificate. */
    public Der der() {
        return der;
    }

    /** The signed part. */
    public Der tbs() {
        return tbs;
    }

    /** The certificate as PEM: 64 columns, LF, a newline at the end. */
    public String toPem() {
        return Pem.encode("CERTIFICATE", der);
    }

    /** SHA-256 of the whole certificate, 64 lower-case hexadecimal digits. */
    public String fingerprintSha256() {
        return der.sha256Hex();
    }

    /** 1, 2 or 3. */
    public int version() {
        return fields.version();
    }

    /** The serial number; zero and negative ones exist in the wild. */
    public BigInteger serial() {
        return fields.serial();
    }

    /** The serial number in lower-case hexadecimal without separators, whole octets. */
    public String serialHex() {
        return SerialNumber.hex(fields.serial());
    }

    /** The serial number in decimal. */
    public String serialDecimal() {
        return fields.serial().toString();
    }

    /** Who issued it. */
    public DistinguishedName issuer() {
        return fields.issuer();
    }

    /** The issuer most specific first, such as {@code O=Example\, Inc.,C=US}; "" for an empty name. */
    public String issuerString() {
        return fields.issuer().toString();
    }

    /** Whom it is about. */
    public DistinguishedName subject() {
        return fields.subject();
    }

    /** The subject in the form of {@link #issuerString()}. */
    public String subjectString() {
        return fields.subject().toString();
    }

    /** The first of each subject attribute the API shows, "" when absent. */
    public SubjectAttributes subjectAttributes() {
        return fields.subject().first();
    }

    /** First instant it is valid, inclusive, whole seconds. */
    public Instant notBefore() {
        return fields.notBefore();
    }

    /** Last instant it is valid, inclusive, whole seconds. */
    public Instant notAfter() {
        return fields.notAfter();
    }

    /** Whether the instant lies within the validity, both ends included. */
    public boolean isValidAt(Instant instant) {
        return !instant.isBefore(fields.notBefore())
                && instant.isBefore(fields.notAfter().plusSeconds(1));
    }

    /** The subject's key. */
    public SubjectPublicKey publicKey() {
        return fields.publicKey();
    }

    /** How it is signed; empty when it is not an algorithm this package knows. */
    public Optional<SignatureAlgorithm> signatureAlgorithm() {
        return signatureAlgorithm;
    }

    /** How it is signed, as the v4 API names it: {@code SHA256WithRSA}, {@code ECDSAWithSHA256}, …. */
    public String signatureName() {
        return signatureAlgorithm.map(SignatureAlgorithm::apiName).orElse(SignatureAlgorithm.UNKNOWN_NAME);
    }

    /** The signature's bytes. */
    public Der signature() {
        return signature;
    }

    /** Subject key identifier. */
    public Optional<Der> subjectKeyIdentifier() {
        return Optional.ofNullable(fields.extensions().subjectKeyIdentifier());
    }

    /** Subject key identifier in lower-case hexadecimal, "" when absent. */
    public String skiHex() {
        return subjectKeyIdentifier().map(Der::hex).orElse("");
    }

    /** Authority key identifier (its keyIdentifier field). */
    public Optional<Der> authorityKeyIdentifier() {
        return Optional.ofNullable(fields.extensions().authorityKeyIdentifier());
    }

    /** Authority key identifier in lower-case hexadecimal, "" when absent. */
    public String akiHex() {
        return authorityKeyIdentifier().map(Der::hex).orElse("");
    }

    /** Basic constraints. */
    public Optional<BasicConstraints> basicConstraints() {
        return fields.extensions().constraints();
    }

    /** Whether the basic constraints say CA:TRUE. */
    public boolean isCa() {
        return basicConstraints().map(BasicConstraints::ca).orElse(false);
    }

    /** Key usage; empty when the extension is absent, which allows every use. */
    public Optional<Set<KeyUsage>> keyUsage() {
        return Optional.ofNullable(fields.extensions().keyUsage()).map(Set::copyOf);
    }

    /** Extended key usages as dotted object identifiers; empty when the extension is absent. */
    public List<String> extendedKeyUsages() {
        return fields.extensions().extendedKeyUsages().stream()
                .map(Oid::toString)
                .toList();
    }

    /** URIs of the CRL distribution points. */
    public List<String> crlDistributionPoints() {
        return List.copyOf(fields.extensions().crlDistributionPoints());
    }

    /** URIs of OCSP responders. */
    public List<String> ocspUris() {
        return List.copyOf(fields.extensions().ocspUris());
    }

    /** URIs of the issuer's certificate. */
    public List<String> caIssuers() {
        return List.copyOf(fields.extensions().caIssuers());
    }

    /** Whether issuer and subject are the same name. */
    public boolean isSelfIssued() {
        return fields.issuer().equals(fields.subject());
    }

    /** Whether the signature verifies under the key of {@code issuer}; names and dates are not looked at. */
    public boolean verifySignedBy(Certificate issuer) {
        return signatureAlgorithm
                .filter(algorithm -> issuer.publicKey().verify(algorithm, tbs, signature))
                .isPresent();
    }

    /** What a sentence calls it: {@code The certificate "CN=x" (serial 0a)}, long names cut, without control characters. */
    public String label() {
        return Label.of(this);
    }

    Extensions extensions() {
        return fields.extensions();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Certificate that && der.equals(that.der);
    }

    @Override
    public int hashCode() {
        return der.hashCode();
    }

    @Override
    public String toString() {
        return "Certificate[" + subjectString() + ", serial " + serialHex() + "]";
    }
}
