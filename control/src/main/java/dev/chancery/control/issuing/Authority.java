package dev.chancery.control.issuing;

import dev.chancery.control.principal.AccountId;
import dev.chancery.pki.Certificate;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A managed CA as it is kept; its key is elsewhere.
 *
 * @param id its id, in URLs and in {@code certificate_authority.id}
 * @param account whose certificates it issues
 * @param role root or issuing
 * @param issuer the CA that signed it; empty for a root
 * @param certificate its certificate
 * @param key the id of its key
 * @param urls where it publishes, fixed when it was made
 * @param openPartition the CRL partition new certificates named when this was read; every CA has partition 1, a root too
 * @param createdOn when it was made
 */
public record Authority(
        UUID id,
        AccountId account,
        Role role,
        Optional<UUID> issuer,
        Certificate certificate,
        UUID key,
        CaUrls urls,
        long openPartition,
        Instant createdOn) {
    /** The name the API shows for every managed CA. */
    public static final String NAME = "Managed CA for account";

    /** What a CA signs. */
    public enum Role {
        /** Only its issuing CA, and its own revocation list. */
        ROOT("root"),
        /** Client certificates, revocation lists, OCSP responders. */
        ISSUING("issuing");

        private final String word;

        Role(String word) {
            this.word = word;
        }

        /** The stored word. */
        public String word() {
            return word;
        }

        static Role ofWord(String word) {
            for (Role role : values()) {
                if (role.word.equals(word)) {
                    return role;
                }
            }
            throw new IllegalArgumentException("managed_ca.role: %s (expected: root or issuing)".formatted(word));
        }
    }
}
