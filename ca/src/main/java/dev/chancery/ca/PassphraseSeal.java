package dev.chancery.ca;

import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Arrays;
import org.bouncycastle.crypto.generators.SCrypt;

/**
 * A seal whose key is derived from a passphrase with scrypt (RFC 7914), so nothing secret lies on a disk. The salt and
 * cost are public and are kept as {@link PassphraseParameters}; without them the passphrase alone opens nothing.
 */
public final class PassphraseSeal implements Seal {
    /** The fewest characters a new passphrase may have. */
    public static final int SHORTEST = 12;

    private final SealKey key;
    private final PassphraseParameters parameters;

    private PassphraseSeal(SealKey key, PassphraseParameters parameters) {
        this.key = key;
        this.parameters = parameters;
    }

    /**
     * Makes a new seal with a fresh salt. The caller stores {@link #parameters()} and wipes the passphrase.
     *
     * @throws SealUnusableException if the passphrase has fewer than {@link #SHORTEST} characters
     */
    public static PassphraseSeal create(char[] passphrase, SecureRandom random) {
        if (passphrase.length < SHORTEST) {
            throw new SealUnusableException("The seal passphrase has " + passphrase.length + " characters (expected: at"
                    + " least " + SHORTEST + ").");
        }
        byte[] salt = new byte[PassphraseParameters.SALT];
        random.nextBytes(salt);
        SealKey key = derive(
                passphrase,
                salt,
                PassphraseParameters.COST,
                PassphraseParameters.BLOCK_SIZE,
                PassphraseParameters.PARALLELISM);
        return new PassphraseSeal(
                key,
                new PassphraseParameters(
                        salt,
                        PassphraseParameters.COST,
                        PassphraseParameters.BLOCK_SIZE,
                        PassphraseParameters.PARALLELISM,
                        key.id()));
    }

    /**
     * Opens the seal again.
     *
     * @throws SealUnusableException if the passphrase is not the one the parameters were made with
     */
    public static PassphraseSeal open(char[] passphrase, PassphraseParameters parameters) {
        SealKey key = derive(
                passphrase, parameters.salt(), parameters.cost(), parameters.blockSize(), parameters.parallelism());
        if (!key.id().equals(parameters.sealId())) {
            throw new SealUnusableException(
                    "The seal passphrase is wrong: it does not lead to seal " + parameters.sealId() + ".");
        }
        return new PassphraseSeal(key, parameters);
    }

    private static SealKey derive(char[] passphrase, byte[] salt, int cost, int blockSize, int parallelism) {
        // NFC, so that the same words typed on another keyboard or system give the same bytes.
        String normal = Normalizer.normalize(CharBuffer.wrap(passphrase), Normalizer.Form.NFC);
        byte[] bytes = normal.getBytes(StandardCharsets.UTF_8);
        try {
            return new SealKey(SCrypt.generate(bytes, salt, cost, blockSize, parallelism, SealKey.LENGTH));
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** What to store to open this seal again; not secret. */
    public PassphraseParameters parameters() {
        return parameters;
    }

    @Override
    public SealId id() {
        return key.id();
    }

    @Override
    public DataKeyEnvelope wrap(DataKey dataKey, String accountId) {
        return key.wrap(dataKey, accountId);
    }

    @Override
    public DataKey unwrap(DataKeyEnvelope envelope) {
        return key.unwrap(envelope);
    }

    @Override
    public String toString() {
        return "PassphraseSeal[" + key.id() + "]";
    }
}
