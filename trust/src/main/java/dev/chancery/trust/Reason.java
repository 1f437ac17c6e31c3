package dev.chancery.trust;

import dev.chancery.pki.PathFault;
import java.util.Locale;

/** Why a client is not let in. The codes are shown to clients and operators, and are documented: they keep their meaning. */
public enum Reason {
    /** It sent no certificate. */
    NO_CERTIFICATE,
    /** No CA in force at the hostname issued it, directly or through intermediates. */
    NO_PATH,
    /** Past its notAfter, or that of a CA above it. */
    EXPIRED,
    /** Before its notBefore, or that of a CA above it. */
    NOT_YET_VALID,
    /** Issued by what is no CA. */
    NOT_A_CA,
    /** More intermediates than a CA above them, or the house, allows. */
    PATH_LENGTH_EXCEEDED,
    /** A name outside what a CA above it may certify. */
    NAME_CONSTRAINT_VIOLATED,
    /** The key usage does not allow it. */
    KEY_USAGE,
    /** The extended key usage does not allow it. */
    EXTENDED_KEY_USAGE,
    /** A signature that does not verify. */
    SIGNATURE_INVALID,
    /** Signed with an algorithm that is unknown or not sound any more. */
    WEAK_ALGORITHM,
    /** A public key that is not accepted. */
    WEAK_KEY,
    /** An extension that must be understood and is not. */
    UNKNOWN_CRITICAL_EXTENSION,
    /** A certificate policy is required and none holds. */
    CERTIFICATE_POLICY,
    /** Bytes, fields or extensions that are not what RFC 5280 says they are. */
    MALFORMED,
    /** Judging it would cost more than is spent on a client. */
    TOO_COMPLEX,
    /** Revoked by its CA. */
    REVOKED,
    /** The revocation data of its CA is older than the hostname bears. */
    STATUS_STALE,
    /** The OCSP responder of its CA was not asked about it yet, or has not answered. */
    STATUS_PENDING,
    /** The OCSP responder of its CA does not know it. */
    STATUS_UNKNOWN;

    static Reason of(PathFault.Kind kind) {
        return switch (kind) {
            case NO_PATH -> NO_PATH;
            case EXPIRED -> EXPIRED;
            case NOT_YET_VALID -> NOT_YET_VALID;
            case NOT_A_CA -> NOT_A_CA;
            case PATH_LENGTH_EXCEEDED -> PATH_LENGTH_EXCEEDED;
            case NAME_CONSTRAINT_VIOLATED -> NAME_CONSTRAINT_VIOLATED;
            case KEY_USAGE -> KEY_USAGE;
            case EXTENDED_KEY_USAGE -> EXTENDED_KEY_USAGE;
            case SIGNATURE_INVALID -> SIGNATURE_INVALID;
            case WEAK_ALGORITHM -> WEAK_ALGORITHM;
            case WEAK_KEY -> WEAK_KEY;
            case UNKNOWN_CRITICAL_EXTENSION -> UNKNOWN_CRITICAL_EXTENSION;
            case CERTIFICATE_POLICY -> CERTIFICATE_POLICY;
            case MALFORMED -> MALFORMED;
            case TOO_COMPLEX -> TOO_COMPLEX;
        };
    }

    /** {@code no_certificate}, {@code revoked}, …. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
