package dev.chancery.ca;

/**
 * What protects every account's data key. Whoever holds the database but not the seal reads no private key.
 *
 * <p>Implementations never show their key: not in {@code toString}, not in an exception, not through an accessor.
 */
public sealed interface Seal permits LocalKeyFileSeal, PassphraseSeal {
    /** The stable public name of this seal. */
    SealId id();

    /** Wraps a data key for one account; the result opens with this seal and for this account only. */
    DataKeyEnvelope wrap(DataKey key, String accountId);

    /**
     * Opens an envelope made by {@link #wrap}.
     *
     * @throws SealedException if another seal made the envelope
     * @throws TamperedException if the envelope was changed or belongs to another account
     */
    DataKey unwrap(DataKeyEnvelope envelope);
}
