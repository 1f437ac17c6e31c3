package dev.chancery.control.accessplane;

import dev.chancery.ca.SigningKey;
import dev.chancery.control.accesskeys.AccessKeyring;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.pki.Certificate;
import dev.chancery.pki.SubjectPublicKey;
import dev.chancery.trust.access.Kid;
import java.util.List;
import java.util.Optional;

/** The keys an account's tokens are signed with. */
public final class TokenKeys {
    private final AccessKeyring keyring;

    /**
     * The key that signs.
     *
     * @param id what tokens call it
     * @param key the key, open; RSA
     */
    public record Signer(Kid id, SigningKey key) {}

    /**
     * A key whose signatures are believed.
     *
     * @param id what tokens call it
     * @param key its public half; RSA
     * @param certificate the same as a certificate without a well-defined end; empty for keys made before there were such
     */
    public record Verifier(Kid id, SubjectPublicKey key, Optional<Certificate> certificate) {}

    public TokenKeys(AccessKeyring keyring) {
        this.keyring = keyring;
    }

    /**
     * The key that signs; an account that has none gets its first.
     *
     * @throws Refusal 1490 (503) while the keys are sealed
     */
    public Signer signer(AccountId account) {
        AccessKeyring.Signer signer = keyring.signer(account);
        return new Signer(Kid.of(signer.key().publicKey()), signer.key());
    }

    /** The keys to believe: the one that signs, then the one before it while it is believed; none before the first was made. */
    public List<Verifier> verifiers(AccountId account) {
        return keyring.verifiers(account).stream()
                .map(verifier ->
                        new Verifier(Kid.of(verifier.publicKey()), verifier.publicKey(), verifier.certificate()))
                .toList();
    }
}
