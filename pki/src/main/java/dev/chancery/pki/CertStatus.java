package dev.chancery.pki;

import java.time.Instant;
import java.util.Optional;

/** What OCSP says about a certificate (RFC 6960 section 2.2). */
public sealed interface CertStatus {
    /** Issued here and not revoked. */
    record Good() implements CertStatus {}

    /**
     * Revoked.
     *
     * @param at when, whole seconds; fractions are cut off when written
     * @param reason why, when there is one to tell
     */
    record Revoked(Instant at, Optional<RevocationReason> reason) implements CertStatus {}

    /** Not a certificate this responder knows. */
    record Unknown() implements CertStatus {}

    /** {@code CertStatus ::= CHOICE { good [0] IMPLICIT NULL, revoked [1] IMPLICIT RevokedInfo, unknown [2] … }}. */
    private static byte[] encoded(CertStatus status) {
        return switch (status) {
            case Good() -> new byte[] {(byte) 0x80, 0};
            case Revoked(Instant at, Optional<RevocationReason> reason) ->
                DerWriter.tlv(
                        DerWriter.constructed(1),
                        DerWriter.generalizedTime(at),
                        reason.map(it -> DerWriter.tlv(DerWriter.constructed(0), DerWriter.enumerated(it.code())))
                                .orElse(new byte[0]));
            case Unknown() -> new byte[] {(byte) 0x82, 0};
        };
    }

    /** The CHOICE for a single response. */
    default Der encoded() {
        return Der.wrap(encoded(this));
    }
}
