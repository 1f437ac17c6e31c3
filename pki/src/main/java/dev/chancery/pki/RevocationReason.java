package dev.chancery.pki;

import java.util.Optional;

/** Why a certificate was revoked: CRLReason (RFC 5280 section 5.3.1). */
public enum RevocationReason {
    /** 0; left out of CRLs, as the RFC asks. */
    UNSPECIFIED(0),
    /** 1. */
    KEY_COMPROMISE(1),
    /** 2. */
    CA_COMPROMISE(2),
    /** 3. */
    AFFILIATION_CHANGED(3),
    /** 4. */
    SUPERSEDED(4),
    /** 5. */
    CESSATION_OF_OPERATION(5),
    /** 6: may be taken back; the only reason used for client certificates. */
    CERTIFICATE_HOLD(6),
    /** 9. */
    PRIVILEGE_WITHDRAWN(9);

    private final int code;

    RevocationReason(int code) {
        this.code = code;
    }

    /** The number in CRLs and OCSP. */
    public int code() {
        return code;
    }

    /** The reason of this number, if it is one of these. */
    public static Optional<RevocationReason> ofCode(int code) {
        for (RevocationReason reason : values()) {
            if (reason.code == code) {
                return Optional.of(reason);
            }
        }
        return Optional.empty();
    }
}
