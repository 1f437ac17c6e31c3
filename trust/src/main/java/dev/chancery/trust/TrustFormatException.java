package dev.chancery.trust;

/** Bytes that are not what this version of the trust bundle's encoding says. */
public final class TrustFormatException extends Exception {
    private static final long serialVersionUID = 1L;

    public TrustFormatException(String message) {
        super(message);
    }

    TrustFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
