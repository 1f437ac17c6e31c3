package dev.chancery.control.accessplane;

import dev.chancery.control.principal.AccountId;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.pki.SshCertificate;
import dev.chancery.pki.SshPublicKey;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Signs the SSH keys of people who have an application token.
 *
 * <p>Guarantee: what is signed is recorded, with its audit entry, before it is answered, and not signed once the person's or the
 * application's tokens of that age are revoked.
 */
public interface SshSigner {
    /**
     * What somebody asks for. The token was verified by the caller: its signature, issuer and validity.
     *
     * @param account whose key signed the token
     * @param audience the application's audience tag
     * @param policy the application's policy that lets them in, if one does
     * @param email whose token it is, in any case
     * @param tokenIssuedAt when the token was issued
     * @param key to be certified
     * @param address the client's, for the audit log
     */
    record Order(
            AccountId account,
            String audience,
            Optional<UUID> policy,
            String email,
            Instant tokenIssuedAt,
            SshPublicKey key,
            String address) {}

    /** What comes of it. */
    sealed interface Outcome {}

    /**
     * A certificate.
     *
     * @param keyId 32 hex digits
     * @param expiresAt its end, whole seconds
     */
    record Signed(String keyId, SshCertificate certificate, Instant expiresAt) implements Outcome {}

    /** The account has no application with this audience tag, or it has no SSH CA. */
    record NoAuthority() implements Outcome {}

    /** The token is worth nothing any more. */
    record TokenRevoked() implements Outcome {}

    /**
     * The key or the person cannot be certified.
     *
     * @param sentence every reason
     */
    record Unfit(String sentence) implements Outcome {}

    /**
     * @throws Refusal 1490 (503) while the keys are sealed
     */
    Outcome sign(Order order);
}
