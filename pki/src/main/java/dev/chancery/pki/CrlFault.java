package dev.chancery.pki;

import java.util.Locale;

/**
 * A reason why a revocation list tells nothing, or nothing any more.
 *
 * @param kind which rule
 * @param sentence what was found and what is expected
 */
public record CrlFault(Kind kind, String sentence) implements Fault {
    /** The rules of {@link Crl#check}. */
    public enum Kind {
        /** Issued by another CA. */
        ANOTHER_ISSUER,
        /** The key usage of the CA's certificate does not let it sign lists (RFC 5280 section 6.3.3 (f)). */
        CANNOT_SIGN,
        /** Signed with an algorithm that is unknown or not sound any more. */
        WEAK_ALGORITHM,
        /** The signature does not verify under the CA's key. */
        SIGNATURE_INVALID,
        /** No number, one that is none, or one marked critical (section 5.2.3). */
        NUMBER,
        /** A critical extension of the list that is not understood (section 5.2). */
        UNKNOWN_CRITICAL_EXTENSION,
        /** Not about all revocations of leaves: a delta, an indirect list, one of some reasons, of CAs or of attributes. */
        SCOPE,
        /** It does not say until when it holds (section 5.1.2.5). */
        NO_NEXT_UPDATE,
        /** Its thisUpdate is still to come. */
        NOT_YET_VALID,
        /** Its nextUpdate has passed. */
        STALE,
        /** Older than one already seen. */
        SUPERSEDED;

        /** The code shown to people and programs, stable: {@code another_issuer}, {@code stale}, …. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public String name() {
        return kind.name();
    }
}
