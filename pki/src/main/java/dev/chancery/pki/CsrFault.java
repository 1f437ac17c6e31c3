package dev.chancery.pki;

/**
 * A reason why a certificate request is refused.
 *
 * @param kind which rule
 * @param sentence what was found and what is expected
 */
public record CsrFault(Kind kind, String sentence) implements Fault {
    /** The rules of {@link CertificateRequest#check}. */
    public enum Kind {
        /** The public key violates the key policy; the sentence is the {@link KeyFault}'s. */
        KEY,
        /** Signed with an algorithm that is not on the list, SHA-1 among them. */
        SIGNATURE_ALGORITHM,
        /** The signature does not verify under the request's own key: no proof of possession. */
        SIGNATURE,
        /** A subject attribute RFC 5280 does not allow. */
        SUBJECT
    }

    @Override
    public String name() {
        return kind.name();
    }
}
