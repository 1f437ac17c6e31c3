package dev.chancery.pki;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One or more certificates uploaded as one PEM text, the most specific first.
 *
 * @param certificates in the order sent; at least one
 * @param others PEM blocks that are no certificates; the judgements refuse them by name
 */
public record CertificateBundle(List<Certificate> certificates, List<PemBlock> others) {
    /** Most certificates accepted in one bundle. */
    public static final int MAX_CERTIFICATES = 50;

    private static final Set<String> LABELS = Set.of("CERTIFICATE", "X509 CERTIFICATE");

    /** Copies the lists; refuses an empty bundle. */
    public CertificateBundle {
        certificates = List.copyOf(certificates);
        others = List.copyOf(others);
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("a bundle without a certificate");
        }
    }

    /**
     * Parses PEM text.
     *
     * @throws PemException when the text is not PEM or holds no certificate
     * @throws DerException when a certificate block does not hold one; the sentence names the line
     */
    public static CertificateBundle parsePem(String text) throws PemException, DerException {
        List<Certificate> certificates = new ArrayList<>();
        List<PemBlock> others = new ArrayList<>();
        for (PemBlock block : Pem.parse(text)) {
            if (LABELS.contains(block.label())) {
                certificates.add(certificate(block));
            } else {
                others.add(block);
            }
        }
        if (certificates.isEmpty()) {
            throw new PemException(
                    others.isEmpty()
                            ? "No PEM block was found (expected: -----BEGIN CERTIFICATE-----)."
                            : "The PEM block on line " + others.getFirst().line() + " is a "
                                    + others.getFirst().label() + " (expected: CERTIFICATE).");
        }
        if (certificates.size() > MAX_CERTIFICATES) {
            throw new PemException(
                    "There are " + certificates.size() + " certificates (expected: at most " + MAX_CERTIFICATES + ").");
        }
        return new CertificateBundle(certificates, others);
    }

    private static Certificate certificate(PemBlock block) throws DerException {
        try {
            return Certificate.parse(block.der());
        } catch (DerException e) {
            throw new DerException("The certificate on line " + block.line() + " cannot be read: " + e.sentence());
        }
    }

    /** The first certificate: the one the API shows. */
    public Certificate first() {
        return certificates.getFirst();
    }

    /** The certificates as PEM, one after the other: 64 columns, LF, a newline at the end of each. */
    public String toPem() {
        StringBuilder text = new StringBuilder();
        certificates.forEach(certificate -> text.append(certificate.toPem()));
        return text.toString();
    }

    /** SHA-256 of the certificates one after the other, 64 lower-case hexadecimal digits. */
    public String fingerprint() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        certificates.forEach(certificate -> all.writeBytes(certificate.der().toByteArray()));
        return Der.of(all.toByteArray()).sha256Hex();
    }

    /**
     * All reasons to refuse the bundle as a CA at this instant: only certificates, none twice; each a CA whose key may
     * sign certificates, signed with SHA-1 or SHA-2 with RSA or ECDSA, issued by the next, with no more below it than its
     * path length allows; none expired.
     */
    public List<BundleFault> checkCa(Instant now) {
        List<BundleFault> faults = new ArrayList<>();
        checkBlocks(faults);
        for (int i = 0; i < certificates.size(); i++) {
            Certificate certificate = certificates.get(i);
            if (!certificate.isCa()) {
                faults.add(new BundleFault(
                        BundleFault.Kind.NOT_A_CA,
                        i,
                        called(i) + " is not a CA certificate (expected: Basic Constraints CA:TRUE)."));
            }
            checkAlgorithm(i, faults);
            checkIssuer(i, 0, faults);
        }
        checkChain(now, faults);
        return List.copyOf(faults);
    }

    /**
     * All reasons to refuse the bundle as a leaf with its chain at this instant: only certificates, none twice; the
     * first no CA, with a key that can be used here; each issued by the next, which may sign certificates and has no more
     * below it than its path length allows; none expired.
     */
    public List<BundleFault> checkLeaf(Instant now) {
        List<BundleFault> faults = new ArrayList<>();
        checkBlocks(faults);
        if (first().isCa()) {
            faults.add(new BundleFault(
                    BundleFault.Kind.NOT_A_LEAF, 0, called(0) + " is a CA certificate (expected: a leaf)."));
        }
        for (KeyFault fault : KeyPolicy.standard().withMlDsa(true).check(first().publicKey())) {
            faults.add(new BundleFault(BundleFault.Kind.KEY, 0, fault.sentence()));
        }
        for (int i = 1; i < certificates.size(); i++) {
            if (!certificates.get(i).isCa()) {
                faults.add(new BundleFault(
                        BundleFault.Kind.NOT_A_CA,
                        i,
                        called(i) + " is not a CA certificate (expected: the issuer of the one before)."));
            }
            checkIssuer(i, 1, faults);
        }
        checkChain(now, faults);
        return List.copyOf(faults);
    }

    private void checkBlocks(List<BundleFault> faults) {
        for (PemBlock block : others) {
            faults.add(new BundleFault(
                    BundleFault.Kind.NOT_A_CERTIFICATE,
                    -1,
                    "The PEM block on line " + block.line() + " is a " + block.label()
                            + " (expected: only CERTIFICATE blocks)."));
        }
        Set<Certificate> seen = new HashSet<>();
        for (int i = 0; i < certificates.size(); i++) {
            if (!seen.add(certificates.get(i))) {
                faults.add(new BundleFault(
                        BundleFault.Kind.DUPLICATE, i, called(i) + " is in the bundle more than once."));
            }
        }
    }

    /**
     * Whether a CA may sign what stands before it in the bundle (RFC 5280 sections 4.2.1.3 and 4.2.1.9).
     *
     * @param firstCa the index of the most specific CA; all from there to the CA in question are intermediates below it
     */
    private void checkIssuer(int i, int firstCa, List<BundleFault> faults) {
        Certificate certificate = certificates.get(i);
        if (!certificate.isCa()) {
            return;
        }
        if (certificate
                .keyUsage()
                .filter(usage -> !usage.contains(KeyUsage.KEY_CERT_SIGN))
                .isPresent()) {
            faults.add(new BundleFault(
                    BundleFault.Kind.CANNOT_SIGN,
                    i,
                    called(i) + " may not sign certificates (expected: keyCertSign in its key usage)."));
        }
        // Self-issued certificates, such as those of a CA that changed its key, do not count.
        long below = certificates.subList(firstCa, i).stream()
                .filter(intermediate -> !intermediate.isSelfIssued())
                .count();
        certificate.basicConstraints().map(BasicConstraints::pathLength).ifPresent(allowed -> {
            if (allowed.isPresent() && allowed.getAsInt() < below) {
                faults.add(new BundleFault(
                        BundleFault.Kind.PATH_LENGTH,
                        i,
                        called(i) + " has " + below + " intermediate CAs before it (expected: at most "
                                + allowed.getAsInt() + ", its path length)."));
            }
        });
    }

    private void checkAlgorithm(int i, List<BundleFault> faults) {
        Certificate certificate = certificates.get(i);
        if (!certificate
                .signatureAlgorithm()
                .map(SignatureAlgorithm::isAllowedOnUploadedCa)
                .orElse(false)) {
            faults.add(new BundleFault(
                    BundleFault.Kind.SIGNATURE_ALGORITHM,
                    i,
                    called(i) + " is signed with " + certificate.signatureName() + " (expected: "
                            + SignatureAlgorithm.namesOf(SignatureAlgorithm.allowedOnUploadedCa()) + ")."));
        }
    }

    private void checkChain(Instant now, List<BundleFault> faults) {
        for (int i = 0; i < certificates.size(); i++) {
            Certificate certificate = certificates.get(i);
            if (now.isAfter(certificate.notAfter())) {
                faults.add(new BundleFault(
                        BundleFault.Kind.EXPIRED,
                        i,
                        called(i) + " expired at " + certificate.notAfter() + " (expected: one that is still valid)."));
            }
            if (i + 1 < certificates.size()) {
                checkIssuedBy(i, certificates.get(i + 1), faults);
            } else if (certificate.signatureAlgorithm().isPresent()
                    && certificate.isSelfIssued()
                    && !certificate.verifySignedBy(certificate)) {
                faults.add(new BundleFault(
                        BundleFault.Kind.SIGNATURE, i, called(i) + " is self-signed, but its signature is wrong."));
            }
        }
    }

    private void checkIssuedBy(int i, Certificate next, List<BundleFault> faults) {
        Certificate certificate = certificates.get(i);
        if (!certificate.issuer().equals(next.subject())) {
            faults.add(new BundleFault(
                    BundleFault.Kind.NOT_ISSUED_BY_NEXT,
                    i,
                    called(i) + " was issued by another CA than the certificate after it"
                            + " (expected: each followed by its issuer, the root last)."));
        } else if (!certificate.verifySignedBy(next)) {
            faults.add(new BundleFault(
                    BundleFault.Kind.NOT_ISSUED_BY_NEXT,
                    i,
                    called(i) + " is not signed by the key of the certificate after it."));
        }
    }

    private String called(int i) {
        return "Certificate " + (i + 1) + " of " + certificates.size();
    }
}
