package dev.chancery.pki;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges to-be-signed bytes by RFC 5280 before a CA signs them.
 *
 * <p>It reads the bytes with the strict reader that also reads foreign certificates, and shares nothing with the writer
 * that made them, so a mistake there is found here.
 */
public final class Lint {
    private static final Set<Oid> KNOWN_CRITICAL = Set.of(Oids.BASIC_CONSTRAINTS, Oids.KEY_USAGE);

    private static final KeyPolicy KEYS = KeyPolicy.standard().withMlDsa(true);

    /** What the certificate is to be. */
    public enum Profile {
        /** A client certificate. */
        CLIENT_LEAF,
        /** A CA that issues leaves only. */
        ISSUING_CA,
        /** A delegated OCSP responder. */
        OCSP_RESPONDER
    }

    /**
     * What came of judging.
     *
     * @param findings all rules the bytes break
     * @param passed the bytes as they were read; null where they break a rule
     */
    public record Verdict(
            List<LintFinding> findings, @Nullable ToBeSigned passed) {
        public Verdict {
            findings = List.copyOf(findings);
        }

        /**
         * The bytes, ready to be signed.
         *
         * @throws IllegalStateException if there are findings
         */
        public ToBeSigned sound() {
            if (passed == null || !findings.isEmpty()) {
                throw new IllegalStateException("These bytes must not be signed: " + findings);
            }
            return passed;
        }
    }

    private final List<LintFinding> findings = new ArrayList<>(0);
    private final TbsFields fields;
    private final SubjectPublicKey key;

    private Lint(TbsFields fields, @Nullable SubjectPublicKey requested) {
        this.fields = fields;
        this.key = requested != null && requested.equals(fields.publicKey()) ? requested : fields.publicKey();
    }

    /** All rules these bytes break as a certificate of this profile from this issuer; empty when they may be signed. */
    public static List<LintFinding> check(Der tbs, Profile profile, Certificate issuer) {
        return read(tbs, null, lint -> lint.checkFor(profile, issuer)).findings();
    }

    /**
     * Judges a certificate of this profile from this issuer.
     *
     * @param requested the key that was asked to be certified: where the bytes carry this very key, what is already known of
     *     it is not computed again
     */
    public static Verdict judge(Der tbs, Profile profile, Certificate issuer, SubjectPublicKey requested) {
        return read(tbs, requested, lint -> lint.checkFor(profile, issuer));
    }

    private void checkFor(Profile profile, Certificate issuer) throws DerException {
        checkCommon();
        checkIssuer(issuer);
        switch (profile) {
            case CLIENT_LEAF -> checkEndEntity(Oids.CLIENT_AUTH, "clientAuth");
            case ISSUING_CA -> {
                checkCa();
                checkPathLengthZero();
            }
            case OCSP_RESPONDER -> {
                checkEndEntity(Oids.OCSP_SIGNING, "OCSPSigning");
                checkNoCheck();
            }
        }
    }

    /** All rules these bytes break as a self-signed root; empty when they may be signed. */
    public static List<LintFinding> checkRoot(Der tbs) {
        return read(tbs, null, lint -> {
                    lint.checkCommon();
                    lint.checkCa();
                    lint.checkSelfSigned();
                })
                .findings();
    }

    /** All rules these bytes break as a self-signed certificate others encrypt keys to; empty when they may be signed. */
    public static List<LintFinding> checkEncryption(Der tbs) {
        return read(tbs, null, lint -> {
                    lint.checkCommon();
                    lint.checkNotACa();
                    lint.checkKeyUsage(Set.of(KeyUsage.KEY_ENCIPHERMENT), "keyEncipherment");
                    lint.checkSelfSigned();
                })
                .findings();
    }

    private interface Rules {
        void apply(Lint lint) throws DerException;
    }

    private static Verdict read(Der tbs, @Nullable SubjectPublicKey requested, Rules rules) {
        try {
            TbsFields fields = TbsFields.parse(tbs);
            Lint lint = new Lint(fields, requested);
            rules.apply(lint);
            return new Verdict(lint.findings, lint.findings.isEmpty() ? new ToBeSigned(tbs, fields) : null);
        } catch (DerException e) {
            return new Verdict(List.of(new LintFinding(LintFinding.Kind.STRUCTURE, e.sentence())), null);
        }
    }

    private void add(LintFinding.Kind kind, String sentence) {
        findings.add(new LintFinding(kind, sentence));
    }

    private void checkCommon() throws DerException {
        if (fields.version() != 3) {
            add(LintFinding.Kind.VERSION, "The version is " + fields.version() + " (expected: 3).");
        }
        if (!SerialNumber.isValid(fields.serial())) {
            add(LintFinding.Kind.SERIAL, "The serial number is not positive or has more than 20 octets.");
        }
        checkValidity();
        SubjectRules.check(fields.subject(), sentence -> add(LintFinding.Kind.SUBJECT, sentence));
        checkStringTypes();
        for (KeyFault fault : KEYS.check(key)) {
            add(LintFinding.Kind.KEY, fault.sentence());
        }
        Optional<Der> identifier = Optional.ofNullable(fields.extensions().subjectKeyIdentifier());
        if (!identifier.equals(Optional.of(key.keyIdentifier()))) {
            add(
                    LintFinding.Kind.SUBJECT_KEY_IDENTIFIER,
                    "The subject key identifier is missing or not the SHA-1 of the public key bits.");
        }
        for (Oid critical : fields.extensions().critical()) {
            if (!KNOWN_CRITICAL.contains(critical)) {
                add(LintFinding.Kind.CRITICAL_EXTENSION, "The extension " + critical + " must not be critical.");
            }
        }
    }

    /** RFC 5280 section 4.1.2.5: order, and UTCTime exactly through 2049. */
    private void checkValidity() throws DerException {
        if (fields.notBefore().isAfter(fields.notAfter())) {
            add(
                    LintFinding.Kind.VALIDITY,
                    "notBefore " + fields.notBefore() + " is after notAfter " + fields.notAfter() + ".");
        }
        DerReader times = new DerReader(fields.validity()).sequence("validity");
        checkEncoding("notBefore", times.tag(), fields.notBefore());
        times.time("notBefore");
        checkEncoding("notAfter", times.tag(), fields.notAfter());
    }

    private void checkEncoding(String field, int tag, Instant time) {
        int year = time.atOffset(ZoneOffset.UTC).getYear();
        int expected = year >= 1950 && year < 2050 ? DerWriter.UTC_TIME : DerWriter.GENERALIZED_TIME;
        if (tag != expected) {
            add(
                    LintFinding.Kind.VALIDITY,
                    field + " in the year " + year + " has the wrong encoding"
                            + " (expected: UTCTime through 2049, GeneralizedTime from 2050).");
        }
    }

    /** RFC 5280 section 4.1.2.4: UTF8String or PrintableString; countryName always PrintableString. */
    private void checkStringTypes() {
        for (NameAttribute attribute : fields.subject().attributes()) {
            boolean printable = attribute.stringTag() == DerWriter.PRINTABLE_STRING;
            boolean country = attribute.type().equals(Oids.COUNTRY);
            if (!printable && (country || attribute.stringTag() != DerWriter.UTF8_STRING)) {
                add(
                        LintFinding.Kind.SUBJECT,
                        "The subject attribute " + attribute.type()
                                + " has the wrong string type (expected: PrintableString for C, else UTF8String).");
            }
        }
    }

    private void checkIssuer(Certificate issuer) throws DerException {
        if (!issuer.isCa() || !fields.issuer().equals(issuer.subject())) {
            add(LintFinding.Kind.ISSUER, "The issuer is not the subject of the CA that is to sign.");
        }
        if (fields.notAfter().isAfter(issuer.notAfter())) {
            add(
                    LintFinding.Kind.OUTLIVES_ISSUER,
                    "notAfter " + fields.notAfter() + " is after the issuer's (expected: at most " + issuer.notAfter()
                            + ").");
        }
        checkAuthorityKey(CertificateWriter.keyIdentifierOf(issuer));
        checkAlgorithm(issuer.publicKey());
    }

    private void checkAuthorityKey(Der expected) {
        Optional<Der> found = Optional.ofNullable(fields.extensions().authorityKeyIdentifier());
        if (!found.equals(Optional.of(expected))) {
            add(
                    LintFinding.Kind.AUTHORITY_KEY_IDENTIFIER,
                    "The authority key identifier is missing or not the issuer's subject key identifier.");
        }
    }

    private void checkAlgorithm(SubjectPublicKey signer) throws DerException {
        Optional<SignatureAlgorithm> algorithm = fields.signatureAlgorithm();
        boolean right = algorithm
                .filter(SignatureAlgorithm::isSound)
                .filter(it -> it.fits(signer.algorithm()))
                .isPresent();
        if (!right) {
            add(
                    LintFinding.Kind.SIGNATURE_ALGORITHM,
                    "The signature algorithm is "
                            + algorithm.map(SignatureAlgorithm::apiName).orElse("unknown") + ", which the CA's key ("
                            + signer.algorithm().displayName() + ") must not make.");
        }
    }

    private void checkSelfSigned() throws DerException {
        if (!fields.issuer().equals(fields.subject())) {
            add(LintFinding.Kind.ISSUER, "Issuer and subject of what signs itself differ.");
        }
        checkAuthorityKey(key.keyIdentifier());
        checkAlgorithm(key);
    }

    private void checkNotACa() {
        BasicConstraints constraints = fields.extensions().basicConstraints();
        if (constraints == null
                || constraints.ca()
                || !constraints.critical()
                || constraints.pathLength().isPresent()) {
            add(LintFinding.Kind.BASIC_CONSTRAINTS, "The basic constraints must be critical and CA:FALSE.");
        }
    }

    private void checkEndEntity(Oid purpose, String purposeName) {
        checkNotACa();
        checkKeyUsage(Set.of(KeyUsage.DIGITAL_SIGNATURE), "digitalSignature");
        if (!fields.extensions().extendedKeyUsages().equals(List.of(purpose))) {
            add(LintFinding.Kind.EXTENDED_KEY_USAGE, "The extended key usage must be exactly " + purposeName + ".");
        }
        if (fields.subject().isEmpty() && purpose.equals(Oids.OCSP_SIGNING)) {
            add(LintFinding.Kind.SUBJECT, "The subject of an OCSP responder must not be empty.");
        }
    }

    private void checkCa() {
        BasicConstraints constraints = fields.extensions().basicConstraints();
        if (constraints == null || !constraints.ca() || !constraints.critical()) {
            add(LintFinding.Kind.BASIC_CONSTRAINTS, "The basic constraints must be critical and CA:TRUE.");
        }
        checkKeyUsage(Set.of(KeyUsage.KEY_CERT_SIGN, KeyUsage.CRL_SIGN), "keyCertSign and cRLSign");
        if (fields.subject().isEmpty()) {
            add(LintFinding.Kind.SUBJECT, "The subject of a CA must not be empty (RFC 5280 section 4.1.2.6).");
        }
    }

    private void checkPathLengthZero() {
        BasicConstraints constraints = fields.extensions().basicConstraints();
        if (constraints == null || !constraints.pathLength().equals(OptionalInt.of(0))) {
            add(LintFinding.Kind.BASIC_CONSTRAINTS, "The path length of an issuing CA must be 0.");
        }
    }

    private void checkNoCheck() {
        if (!fields.extensions().has(Oids.OCSP_NO_CHECK)) {
            add(LintFinding.Kind.EXTENDED_KEY_USAGE, "An OCSP responder must carry id-pkix-ocsp-nocheck.");
        }
    }

    private void checkKeyUsage(Set<KeyUsage> expected, String names) {
        if (!expected.equals(fields.extensions().keyUsage())
                || !fields.extensions().critical().contains(Oids.KEY_USAGE)) {
            add(LintFinding.Kind.KEY_USAGE, "The key usage must be critical and exactly " + names + ".");
        }
    }
}
