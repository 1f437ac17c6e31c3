package dev.chancery.control.sshcertificates;

import dev.chancery.control.principal.AccountId;
import dev.chancery.pki.UInt64;
import java.time.Instant;
import java.util.Locale;

/**
 * An SSH certificate that was signed and has not been forgotten.
 *
 * @param ca the id of the SSH CA that signed it
 * @param serial its number, unique for the CA
 * @param keyId 32 hex digits, what servers write into their logs
 * @param account whose CA that is
 * @param email whose certificate it is, in lower case
 * @param principal the user it lets in as; several are parted by commas
 * @param validUntil its end, whole seconds
 */
record SignedCertificate(
        String ca, UInt64 serial, String keyId, AccountId account, String email, String principal, Instant validUntil) {
    SignedCertificate {
        if (!email.equals(email.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("email: upper case (expected: lower case)");
        }
    }
}
