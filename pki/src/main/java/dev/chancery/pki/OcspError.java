package dev.chancery.pki;

/** OCSP answers that carry no status and no signature (RFC 6960 section 4.2.1). */
@SuppressWarnings("ImmutableEnumChecker") // Der never changes, but carries no annotation that says so.
public enum OcspError {
    /** The request cannot be read. */
    MALFORMED_REQUEST(1),
    /** Something failed on our side. */
    INTERNAL_ERROR(2),
    /** Not now; ask again. */
    TRY_LATER(3),
    /** The request must be signed. */
    SIG_REQUIRED(5),
    /** Not a certificate this responder answers for (RFC 5019 section 2.2.3). */
    UNAUTHORIZED(6);

    private final Der response;

    OcspError(int status) {
        this.response = Der.wrap(DerWriter.sequence(DerWriter.enumerated(status)));
    }

    /** The whole OCSPResponse. */
    public Der response() {
        return response;
    }
}
