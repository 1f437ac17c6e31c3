package dev.chancery.ca;

import dev.chancery.pki.CsrFault;

/**
 * One reason not to issue.
 *
 * @param code which rule, stable for programs
 * @param sentence what was found and what is expected; for the requester, holds no secret
 */
public record IssuanceFault(Code code, String sentence) {
    /** The rules of {@link Issuer#prepare}. */
    public enum Code {
        /** The validity is not within the profile's bounds. */
        VALIDITY_DAYS,
        /** The certificate would be valid longer than the CA that signs it. */
        OUTLIVES_CA,
        /** The CA itself is not valid at this moment. */
        CA_NOT_VALID,
        /** The request's public key violates the key policy. */
        CSR_KEY,
        /** The request is signed with an algorithm that is not accepted. */
        CSR_SIGNATURE_ALGORITHM,
        /** The request does not prove possession of the private key. */
        CSR_SIGNATURE,
        /** A subject attribute that certificates must not carry. */
        CSR_SUBJECT,
        /** The finished bytes break a rule of RFC 5280; nothing was signed. */
        LINT
    }

    static IssuanceFault of(CsrFault fault) {
        Code code = switch (fault.kind()) {
            case KEY -> Code.CSR_KEY;
            case SIGNATURE_ALGORITHM -> Code.CSR_SIGNATURE_ALGORITHM;
            case SIGNATURE -> Code.CSR_SIGNATURE;
            case SUBJECT -> Code.CSR_SUBJECT;
        };
        return new IssuanceFault(code, fault.sentence());
    }
}
