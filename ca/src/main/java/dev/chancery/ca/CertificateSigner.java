package dev.chancery.ca;

import dev.chancery.pki.Certificate;
import dev.chancery.pki.Der;
import dev.chancery.pki.Lint;
import dev.chancery.pki.LintFinding;
import dev.chancery.pki.ToBeSigned;
import java.util.List;
import java.util.stream.Collectors;

/** The last step of every certificate this package makes. */
final class CertificateSigner {
    private CertificateSigner() {}

    static Certificate sign(Der tbs, SigningKey key) {
        return Certificate.assemble(tbs, key.algorithm(), key.sign(tbs.toByteArray()));
    }

    static Certificate sign(ToBeSigned judged, SigningKey key) {
        return Certificate.assemble(
                judged, key.algorithm(), key.sign(judged.der().toByteArray()));
    }

    /** Signs a certificate of our own making for a CA or its responder; a lint finding there is our mistake. */
    static Certificate signOwn(Der tbs, Lint.Profile profile, Certificate issuer, SigningKey key) {
        refuse(Lint.check(tbs, profile, issuer));
        Certificate certificate = sign(tbs, key);
        if (!certificate.verifySignedBy(issuer)) {
            throw new IllegalStateException("The signature just made does not verify under the issuer's key.");
        }
        return certificate;
    }

    static Certificate signRoot(Der tbs, SigningKey key) {
        refuse(Lint.checkRoot(tbs));
        return signItself(tbs, key);
    }

    static Certificate signEncryption(Der tbs, SigningKey key) {
        refuse(Lint.checkEncryption(tbs));
        return signItself(tbs, key);
    }

    static Certificate signItself(Der tbs, SigningKey key) {
        Certificate certificate = sign(tbs, key);
        if (!certificate.verifySignedBy(certificate)) {
            throw new IllegalStateException("The signature just made does not verify under the certificate's own key.");
        }
        return certificate;
    }

    static void requirePair(Certificate certificate, SigningKey key) {
        if (!certificate.publicKey().equals(key.publicKey())) {
            throw new IllegalArgumentException(
                    "The signing key is not the key of the certificate " + certificate.subjectString() + ".");
        }
    }

    private static void refuse(List<LintFinding> findings) {
        if (!findings.isEmpty()) {
            throw new IllegalStateException(findings.stream()
                    .map(LintFinding::sentence)
                    .collect(Collectors.joining(" ", "The certificate to sign breaks rules: ", "")));
        }
    }
}
