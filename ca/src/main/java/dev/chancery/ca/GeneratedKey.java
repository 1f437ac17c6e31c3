package dev.chancery.ca;

/**
 * A fresh private key: sealed for the store, and open for its first signatures.
 *
 * @param sealed what to store under the key id it was made for
 * @param key the same key, open
 */
public record GeneratedKey(SealedKey sealed, SigningKey key) {}
