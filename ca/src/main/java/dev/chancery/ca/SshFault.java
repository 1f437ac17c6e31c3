package dev.chancery.ca;

/**
 * One reason not to sign an OpenSSH certificate.
 *
 * @param code which rule, stable for programs
 * @param sentence what was found and what is expected; for the requester, holds no secret
 */
public record SshFault(Code code, String sentence) {
    /** The rules of {@link SshIssuer#prepare}. */
    public enum Code {
        /** The key is of a type this CA does not certify, or violates the key policy. */
        KEY,
        /** The key id is empty, too long, or would break a line of a log. */
        KEY_ID,
        /** There is no principal, or one that no server could mean. */
        PRINCIPAL,
        /** The lifetime is not within the profile's bounds. */
        LIFETIME,
        /** A critical option that is unknown, not allowed, or does not say what it should. */
        CRITICAL_OPTION,
        /** An extension that is unknown, not allowed, or has data where it is a flag. */
        EXTENSION
    }
}
