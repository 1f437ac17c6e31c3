package dev.chancery.control.issuing;

import dev.chancery.ca.KeyPurpose;
import dev.chancery.ca.SealedKey;
import dev.chancery.control.principal.AccountId;
import dev.chancery.pki.Der;
import dev.chancery.pki.SubjectPublicKey;
import java.util.UUID;

/**
 * A private key as the store keeps it.
 *
 * @param id its id, which is bound into the seal
 * @param account whose data key seals it, bound likewise
 * @param purpose what it may be used for, bound likewise
 * @param algorithm what kind of key it is, for people
 * @param spki the public half, DER SubjectPublicKeyInfo
 * @param sealed the key
 */
public record KeptKey(UUID id, AccountId account, KeyPurpose purpose, String algorithm, Der spki, SealedKey sealed) {
    /** A key whose public half is known. */
    public static KeptKey of(
            UUID id, AccountId account, KeyPurpose purpose, SubjectPublicKey publicKey, SealedKey sealed) {
        return new KeptKey(id, account, purpose, publicKey.algorithm().displayName(), publicKey.der(), sealed);
    }
}
