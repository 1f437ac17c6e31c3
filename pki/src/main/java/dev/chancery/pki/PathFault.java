package dev.chancery.pki;

import java.util.Locale;

/**
 * Why a certificate is not admitted.
 *
 * @param kind which rule
 * @param certificate the certificate that breaks it
 * @param sentence what was found and what is expected; names the certificate
 */
public record PathFault(Kind kind, Certificate certificate, String sentence) implements Fault {
    /** The rules of {@link PathValidation}. */
    public enum Kind {
        /** None of the CAs in force issued it, directly or through intermediates. */
        NO_PATH,
        /** Past its notAfter. */
        EXPIRED,
        /** Before its notBefore. */
        NOT_YET_VALID,
        /** Its issuer's certificate is not that of a CA (RFC 5280 section 4.2.1.9). */
        NOT_A_CA,
        /** More intermediates than a CA above them, or the house, allows. */
        PATH_LENGTH_EXCEEDED,
        /** A name outside what a CA above it may certify (section 4.2.1.10). */
        NAME_CONSTRAINT_VIOLATED,
        /** The key usage does not allow what the key is used for (section 4.2.1.3). */
        KEY_USAGE,
        /** The extended key usage does not allow the purpose (section 4.2.1.12). */
        EXTENDED_KEY_USAGE,
        /** The signature does not verify under the issuer's key. */
        SIGNATURE_INVALID,
        /** Signed with an algorithm that is unknown or not sound any more. */
        WEAK_ALGORITHM,
        /** A public key that {@link KeyPolicy} does not allow. */
        WEAK_KEY,
        /** An extension that must be understood and is not, or that must not be critical (section 4.2). */
        UNKNOWN_CRITICAL_EXTENSION,
        /** A certificate policy is required and none holds all along the path (section 6.1). */
        CERTIFICATE_POLICY,
        /** Fields or extensions that are not what RFC 5280 says they are. */
        MALFORMED,
        /** Finding and judging a path would cost more than {@link PathPolicy} allows. */
        TOO_COMPLEX;

        /** The code shown to people and programs, stable: {@code no_path}, {@code expired}, …. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A sentence that begins with the certificate's label and goes on with {@code rest}. */
    static PathFault of(Kind kind, Certificate certificate, String rest) {
        String end = rest.endsWith(".") ? "" : ".";
        return new PathFault(kind, certificate, certificate.label() + " " + Label.printable(rest) + end);
    }

    @Override
    public String name() {
        return kind.name();
    }
}
