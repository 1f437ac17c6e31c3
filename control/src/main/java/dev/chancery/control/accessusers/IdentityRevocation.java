package dev.chancery.control.accessusers;

import java.time.Instant;
import java.util.UUID;

/**
 * Everything of a person, revoked at once.
 *
 * @param id its id
 * @param email whose, lower case
 * @param clientCertificates how many client certificates were good until then
 * @param sshCertificates how many SSH certificates
 * @param revokedOn when, in microseconds: tokens issued before are worth nothing
 * @param status how far edges have heard
 * @param revision the trust revision that told them
 */
public record IdentityRevocation(
        UUID id,
        String email,
        long clientCertificates,
        long sshCertificates,
        Instant revokedOn,
        Status status,
        long revision) {
    /** How far edges have heard. The words are stored and shown. */
    public enum Status {
        /** Some edge that holds a lease has not applied it. */
        PENDING_REVOCATION("pending_revocation"),
        /** Every edge has, or is lost. */
        REVOKED("revoked");

        private final String word;

        Status(String word) {
            this.word = word;
        }

        /** The word on the wire and in the store. */
        public String word() {
            return word;
        }

        static Status ofWord(String word) {
            return PENDING_REVOCATION.word.equals(word) ? PENDING_REVOCATION : REVOKED;
        }
    }
}
