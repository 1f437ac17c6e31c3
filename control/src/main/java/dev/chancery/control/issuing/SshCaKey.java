package dev.chancery.control.issuing;

import dev.chancery.ca.KeyPurpose;
import dev.chancery.ca.KeySpec;
import dev.chancery.control.principal.AccountId;
import dev.chancery.pki.DerException;
import dev.chancery.pki.SshKeyLine;
import dev.chancery.pki.SshPublicKey;
import dev.chancery.pki.SubjectPublicKey;

/**
 * The key of an SSH CA, sealed, with the line servers trust it by.
 *
 * @param kept the key, to be kept in the transaction that writes the CA
 * @param line one line of an authorized_keys file, also of TrustedUserCAKeys
 */
public record SshCaKey(KeptKey kept, String line) {
    /**
     * Makes an ECDSA P-256 key, the kind the API shows. Call it outside transactions.
     *
     * @throws dev.chancery.control.refusal.Refusal {@link dev.chancery.control.refusal.ErrorCode#SEALED} (503)
     */
    public static SshCaKey make(KeyCustody custody, AccountId account) {
        KeptKey kept = custody.generate(account, KeySpec.P_256, KeyPurpose.SSH_CA);
        return new SshCaKey(
                kept, SshKeyLine.ofCa(SshPublicKey.of(publicKey(kept))).toString());
    }

    private static SubjectPublicKey publicKey(KeptKey kept) {
        try {
            return SubjectPublicKey.parse(kept.spki());
        } catch (DerException e) {
            throw new IllegalStateException("A freshly generated public key does not parse.", e);
        }
    }
}
