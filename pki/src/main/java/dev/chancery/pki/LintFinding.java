package dev.chancery.pki;

/**
 * A rule the bytes to be signed break; there must be none before a CA signs.
 *
 * @param kind which rule
 * @param sentence what was found and what is expected
 */
public record LintFinding(Kind kind, String sentence) implements Fault {
    /** The rules of {@link Lint}. */
    public enum Kind {
        /** Not the structure of a certificate, or an extension twice. */
        STRUCTURE,
        /** Not version 3. */
        VERSION,
        /** Serial not positive or over 20 octets. */
        SERIAL,
        /** Algorithm unknown, weak, or not one the CA's key makes. */
        SIGNATURE_ALGORITHM,
        /** Issuer name is not the CA's subject, or the CA is none. */
        ISSUER,
        /** notBefore after notAfter, or a time in the wrong encoding. */
        VALIDITY,
        /** Valid beyond its issuer. */
        OUTLIVES_ISSUER,
        /** A subject attribute out of bounds or of the wrong string type; an empty subject where one is needed. */
        SUBJECT,
        /** A key no certificate should carry. */
        KEY,
        /** Basic constraints missing, not critical, or wrong for the profile. */
        BASIC_CONSTRAINTS,
        /** Key usage missing, not critical, or wrong for the profile. */
        KEY_USAGE,
        /** Extended key usage missing or wrong for the profile. */
        EXTENDED_KEY_USAGE,
        /** Subject key identifier missing or not that of the key. */
        SUBJECT_KEY_IDENTIFIER,
        /** Authority key identifier missing or not the issuer's. */
        AUTHORITY_KEY_IDENTIFIER,
        /** A critical extension nobody here knows. */
        CRITICAL_EXTENSION
    }

    @Override
    public String name() {
        return kind.name();
    }
}
