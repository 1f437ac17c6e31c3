package dev.chancery.trust.access;

import dev.chancery.pki.SubjectPublicKey;

/**
 * What tokens call the key that signed them (RFC 7515 section 4.1.4): the SHA-256 of its SubjectPublicKeyInfo, so that a key has
 * one name wherever it is told.
 *
 * @param hex 64 lower-case hex digits
 */
public record Kid(String hex) {
    public Kid {
        Hex.check(hex, 64, "key id");
    }

    /** The name of a key. */
    public static Kid of(SubjectPublicKey key) {
        return new Kid(key.der().sha256Hex());
    }

    @Override
    public String toString() {
        return hex;
    }
}
