package dev.chancery.ca;

import dev.chancery.pki.Der;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * Generates, seals and opens private keys. Without the right seal a vault is <em>sealed</em>: a visible state in which
 * every key operation throws {@link SealedException} and everything else in the process goes on.
 */
public final class KeyVault {
    private final State state;
    private final SecureRandom random;

    private KeyVault(State state, SecureRandom random) {
        this.state = state;
        this.random = random;
    }

    /** Either a seal to work with, or the reason there is none. */
    private sealed interface State {
        record Open(Seal seal) implements State {}

        record Sealed(String reason) implements State {}
    }

    /** A vault over a store that was sealed with this seal, or with none yet. */
    public static KeyVault open(Seal seal, SecureRandom random) {
        return new KeyVault(new State.Open(seal), random);
    }

    /** A vault over a store that names its seal: open if that is this one, sealed if it is another. */
    public static KeyVault open(Seal seal, SealId stored, SecureRandom random) {
        return seal.id().equals(stored)
                ? open(seal, random)
                : sealed("the store was sealed by seal " + stored + ", this process holds seal " + seal.id(), random);
    }

    /**
     * A vault without a seal.
     *
     * @param reason half a sentence without a full stop, shown in {@link SealedException} and the health state
     */
    public static KeyVault sealed(String reason, SecureRandom random) {
        return new KeyVault(new State.Sealed(reason), random);
    }

    /** Why key work is refused; empty when the vault is open. */
    public Optional<String> sealedBecause() {
        return switch (state) {
            case State.Open _ -> Optional.empty();
            case State.Sealed sealed -> Optional.of(sealed.reason());
        };
    }

    /** The seal in use; empty when sealed. */
    public Optional<SealId> sealId() {
        return switch (state) {
            case State.Open open -> Optional.of(open.seal().id());
            case State.Sealed _ -> Optional.empty();
        };
    }

    /**
     * A fresh data key for an account, wrapped; stored once per account.
     *
     * @throws SealedException if the vault is sealed
     */
    public DataKeyEnvelope newDataKey(String accountId) {
        return seal().wrap(DataKey.generate(random), accountId);
    }

    /**
     * A fresh private key, sealed for {@code (envelope's account, keyId, purpose)}.
     *
     * @throws SealedException if the vault is sealed or another seal wrapped the envelope
     * @throws TamperedException if the envelope does not open
     */
    public GeneratedKey generate(DataKeyEnvelope account, KeySpec spec, String keyId, KeyPurpose purpose) {
        DataKey dataKey = seal().unwrap(account);
        try (KeyMaterial material = KeyMaterial.of(spec.generate())) {
            KeyBinding binding = new KeyBinding(account.accountId(), keyId, purpose);
            return new GeneratedKey(material.seal(dataKey, binding), material.toSigningKey());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A freshly generated key does not open.", e);
        }
    }

    /**
     * Opens a sealed key for signing. Opening costs tens of microseconds; keep the result for as long as it is used.
     *
     * @throws SealedException if the vault is sealed or another seal wrapped the envelope
     * @throws TamperedException if the blob was changed or was sealed for another account, key id or purpose
     */
    public SigningKey open(DataKeyEnvelope account, SealedKey sealed, String keyId, KeyPurpose purpose) {
        DataKey dataKey = seal().unwrap(account);
        KeyBinding binding = new KeyBinding(account.accountId(), keyId, purpose);
        try (KeyMaterial material = KeyMaterial.unseal(sealed, dataKey, binding)) {
            return material.toSigningKey();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The sealed key of " + binding + " does not open: " + e.getMessage(), e);
        }
    }

    /**
     * Seals a key a customer uploaded, for {@code (envelope's account, keyId, UPLOADED)}.
     *
     * @throws SealedException if the vault is sealed or another seal wrapped the envelope
     * @throws TamperedException if the envelope does not open
     */
    public SealedKey seal(DataKeyEnvelope account, UploadedKey uploaded, String keyId) {
        DataKey dataKey = seal().unwrap(account);
        return uploaded.material().seal(dataKey, new KeyBinding(account.accountId(), keyId, KeyPurpose.UPLOADED));
    }

    /**
     * Seals a server's key a customer uploaded, for {@code (envelope's account, keyId, SERVER)}.
     *
     * @throws SealedException if the vault is sealed or another seal wrapped the envelope
     * @throws TamperedException if the envelope does not open
     */
    public SealedKey sealForServer(DataKeyEnvelope account, UploadedKey uploaded, String keyId) {
        DataKey dataKey = seal().unwrap(account);
        return uploaded.material().seal(dataKey, new KeyBinding(account.accountId(), keyId, KeyPurpose.SERVER));
    }

    /**
     * Releases a key sealed for {@link KeyPurpose#SERVER}, and of no other purpose, to an edge that ends TLS with it.
     *
     * @return PKCS#8
     * @throws SealedException if the vault is sealed or another seal wrapped the envelope
     * @throws TamperedException if the blob was changed or was sealed for another account, key id or purpose
     */
    public Der release(DataKeyEnvelope account, SealedKey sealed, String keyId) {
        DataKey dataKey = seal().unwrap(account);
        try (KeyMaterial material =
                KeyMaterial.unseal(sealed, dataKey, new KeyBinding(account.accountId(), keyId, KeyPurpose.SERVER))) {
            return material.pkcs8();
        }
    }

    /**
     * Opens a key sealed for {@link KeyPurpose#SAML_ENCRYPTION}, to unwrap what was encrypted to its certificate.
     *
     * @throws SealedException if the vault is sealed or another seal wrapped the envelope
     * @throws TamperedException if the blob was changed or was sealed for another account, key id or purpose
     */
    public DecryptionKey openForDecryption(DataKeyEnvelope account, SealedKey sealed, String keyId) {
        DataKey dataKey = seal().unwrap(account);
        KeyBinding binding = new KeyBinding(account.accountId(), keyId, KeyPurpose.SAML_ENCRYPTION);
        try (KeyMaterial material = KeyMaterial.unseal(sealed, dataKey, binding)) {
            return material.toDecryptionKey();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The sealed key of " + binding + " does not open: " + e.getMessage(), e);
        }
    }

    /**
     * Seals a secret that is no key, for {@code (envelope's account, id, CLIENT_SECRET)}.
     *
     * @throws SealedException if the vault is sealed or another seal wrapped the envelope
     * @throws TamperedException if the envelope does not open
     */
    public SealedKey seal(DataKeyEnvelope account, ClientSecret secret, String id) {
        DataKey dataKey = seal().unwrap(account);
        return dataKey.seal(secret.bytes(), new KeyBinding(account.accountId(), id, KeyPurpose.CLIENT_SECRET));
    }

    /**
     * Opens a sealed secret.
     *
     * @throws SealedException if the vault is sealed or another seal wrapped the envelope
     * @throws TamperedException if the blob was changed or was sealed for another account, id or purpose
     */
    public ClientSecret openSecret(DataKeyEnvelope account, SealedKey sealed, String id) {
        DataKey dataKey = seal().unwrap(account);
        return ClientSecret.takingOver(
                dataKey.open(sealed, new KeyBinding(account.accountId(), id, KeyPurpose.CLIENT_SECRET)));
    }

    private Seal seal() {
        return switch (state) {
            case State.Open open -> open.seal();
            case State.Sealed sealed -> throw new SealedException(sealed.reason());
        };
    }

    @Override
    public String toString() {
        return switch (state) {
            case State.Open open -> "KeyVault[seal " + open.seal().id() + "]";
            case State.Sealed sealed -> "KeyVault[sealed: " + sealed.reason() + "]";
        };
    }
}
