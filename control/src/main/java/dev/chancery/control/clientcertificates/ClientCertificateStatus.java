package dev.chancery.control.clientcertificates;

import java.util.Optional;

/**
 * What a client certificate is worth. Pending ones are on their way: the change is made here, and final once every edge is
 * known to enforce it (DESIGN 4.3). Anything but {@link #ACTIVE} counts as revoked on CRLs and in OCSP answers.
 */
public enum ClientCertificateStatus {
    /** Accepted. */
    ACTIVE(1, "active"),
    /** Revoked here, not yet known to be so at every edge. */
    PENDING_REVOCATION(2, "pending_revocation"),
    /** Revoked everywhere. */
    REVOKED(3, "revoked"),
    /** To be accepted again. */
    PENDING_REACTIVATION(4, "pending_reactivation");

    private final int code;
    private final String word;

    ClientCertificateStatus(int code, String word) {
        this.code = code;
        this.word = word;
    }

    /** The word on the wire. */
    public String word() {
        return word;
    }

    /** The status with this word; empty if there is none. */
    public static Optional<ClientCertificateStatus> parse(String word) {
        for (ClientCertificateStatus status : values()) {
            if (status.word.equals(word)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }

    /**
     * Whether the status machine has a step from here to there. Where no edge is registered the pending status is left out,
     * so the final status may be reached directly.
     */
    public boolean mayBecome(ClientCertificateStatus next) {
        return switch (this) {
            case ACTIVE -> next == PENDING_REVOCATION || next == REVOKED;
            case PENDING_REVOCATION -> next == REVOKED || next == PENDING_REACTIVATION || next == ACTIVE;
            case REVOKED -> next == PENDING_REACTIVATION || next == ACTIVE;
            case PENDING_REACTIVATION -> next == ACTIVE || next == PENDING_REVOCATION || next == REVOKED;
        };
    }

    /** Where a pending status ends; itself if it is final. */
    public ClientCertificateStatus settled() {
        return switch (this) {
            case ACTIVE, PENDING_REACTIVATION -> ACTIVE;
            case REVOKED, PENDING_REVOCATION -> REVOKED;
        };
    }

    /** The number it is kept as. */
    int code() {
        return code;
    }

    static ClientCertificateStatus ofCode(long code) {
        for (ClientCertificateStatus status : values()) {
            if (status.code == code) {
                return status;
            }
        }
        throw new IllegalArgumentException("client certificate status: %d (expected: 1 to 4)".formatted(code));
    }
}
