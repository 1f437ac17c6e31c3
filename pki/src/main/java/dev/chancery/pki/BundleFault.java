package dev.chancery.pki;

/**
 * A reason why an uploaded bundle is refused.
 *
 * @param kind which rule
 * @param index the certificate it is about, counted from 0; -1 when it is about the whole
 * @param sentence what was found and what is expected
 */
public record BundleFault(Kind kind, int index, String sentence) implements Fault {
    /** The rules of {@link CertificateBundle}. */
    public enum Kind {
        /** A PEM block that is no certificate, such as a key or a request. */
        NOT_A_CERTIFICATE,
        /** The first certificate is no CA, or one that issues another is none. */
        NOT_A_CA,
        /** A CA whose key usage does not let it sign certificates. */
        CANNOT_SIGN,
        /** More intermediate certificates than a CA above them allows. */
        PATH_LENGTH,
        /** The first certificate of a leaf upload is a CA. */
        NOT_A_LEAF,
        /** Signed with an algorithm that is not allowed. */
        SIGNATURE_ALGORITHM,
        /** The certificate is not issued by the next one. */
        NOT_ISSUED_BY_NEXT,
        /** A self-signed certificate whose own signature does not verify. */
        SIGNATURE,
        /** The same certificate twice. */
        DUPLICATE,
        /** Past its notAfter. */
        EXPIRED,
        /** The public key cannot be used here. */
        KEY
    }

    @Override
    public String name() {
        return kind.name();
    }
}
