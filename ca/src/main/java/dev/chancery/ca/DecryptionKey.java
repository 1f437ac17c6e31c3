package dev.chancery.ca;

import dev.chancery.pki.SubjectPublicKey;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An open RSA key that unwraps content keys and gives nothing else away. Safe for any number of threads. */
public final class DecryptionKey {
    private final PrivateKey key;
    private final SubjectPublicKey publicKey;

    DecryptionKey(PrivateKey key, SubjectPublicKey publicKey) {
        this.key = key;
        this.publicKey = publicKey;
    }

    /**
     * Unwraps a content key with the first of these keys that does. Which one that is, and why the others do not, shows in no
     * answer: all of them are tried, whatever the first one says.
     *
     * @param keys the current key, then the previous one
     * @param transport how it was encrypted
     * @param encrypted the encrypted key
     * @param length of the content key in bytes, as the content's own algorithm wants it
     * @throws UndecryptableException if none does
     */
    public static ContentKey unwrap(List<DecryptionKey> keys, KeyTransport transport, byte[] encrypted, int length)
            throws UndecryptableException {
        @Nullable ContentKey found = null;
        for (DecryptionKey key : keys) {
            Optional<ContentKey> unwrapped = key.tryUnwrap(transport, encrypted, length);
            if (found == null) {
                found = unwrapped.orElse(null);
            } else {
                unwrapped.ifPresent(ContentKey::close);
            }
        }
        if (found == null) {
            throw new UndecryptableException();
        }
        return found;
    }

    private Optional<ContentKey> tryUnwrap(KeyTransport transport, byte[] encrypted, int length) {
        try {
            byte[] plain = transport.decrypt(key, encrypted);
            if (plain.length == length) {
                return Optional.of(new ContentKey(plain));
            }
            Arrays.fill(plain, (byte) 0);
            return Optional.empty();
        } catch (GeneralSecurityException | RuntimeException e) {
            // Neither kept nor told: what a provider says of a ciphertext is what an attacker wants to hear.
            return Optional.empty();
        }
    }

    /** The public half, for which content keys are encrypted. */
    public SubjectPublicKey publicKey() {
        return publicKey;
    }

    @Override
    public String toString() {
        return "DecryptionKey[" + publicKey.algorithm().displayName() + "]";
    }
}
