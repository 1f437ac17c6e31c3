package dev.chancery.pki;

import java.util.Locale;

/**
 * A reason why an OCSP response tells nothing, or nothing any more.
 *
 * @param kind which rule
 * @param sentence what was found and what is expected
 */
public record OcspFault(Kind kind, String sentence) implements Fault {
    /** The rules of {@link OcspResponse#check}. */
    public enum Kind {
        /** It says nothing of the certificate that was asked about. */
        NOT_ABOUT_IT,
        /** Neither the CA signed it nor a responder the CA certified (RFC 6960 section 4.2.2.2). */
        ANOTHER_RESPONDER,
        /** Signed with an algorithm that is unknown or not sound any more. */
        WEAK_ALGORITHM,
        /** The signature does not verify. */
        SIGNATURE_INVALID,
        /** Made for another question. */
        NONCE,
        /** Its thisUpdate is still to come. */
        NOT_YET_VALID,
        /** Its nextUpdate has passed. */
        STALE;

        /** The code shown to people and programs, stable: {@code not_about_it}, {@code stale}, …. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public String name() {
        return kind.name();
    }
}
