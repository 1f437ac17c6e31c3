package dev.chancery.ca;

import java.nio.ByteBuffer;

/**
 * An account's data key, wrapped by the seal: what the store keeps, one per account.
 *
 * <p>The stored form is {@code version (1 byte) | seal id (16) | nonce (12) | ciphertext (32) | tag (16)}; the account
 * id is not inside but authenticated, so the row's own account id opens it or nothing does.
 */
public final class DataKeyEnvelope {
    private static final byte VERSION = 1;
    private static final int SEAL_ID = 16;
    private static final int WRAPPED = AesGcm.NONCE + 32 + AesGcm.TAG;

    private final String accountId;
    private final SealId sealId;
    private final byte[] wrapped;

    DataKeyEnvelope(String accountId, SealId sealId, byte[] wrapped) {
        this.accountId = accountId;
        this.sealId = sealId;
        this.wrapped = wrapped;
    }

    /**
     * Reads the stored form for the account whose row it lies in.
     *
     * @throws TamperedException if the bytes have no known version or the wrong length
     */
    public static DataKeyEnvelope parse(String accountId, byte[] stored) {
        if (stored.length != 1 + SEAL_ID + WRAPPED || stored[0] != VERSION) {
            throw new TamperedException("The stored data key has no known form.");
        }
        ByteBuffer in = ByteBuffer.wrap(stored, 1, stored.length - 1);
        byte[] seal = new byte[SEAL_ID];
        byte[] wrapped = new byte[WRAPPED];
        in.get(seal).get(wrapped);
        return new DataKeyEnvelope(accountId, SealId.ofBytes(seal), wrapped);
    }

    /** The form to store. */
    public byte[] toBytes() {
        return ByteBuffer.allocate(1 + SEAL_ID + WRAPPED)
                .put(VERSION)
                .put(sealId.bytes())
                .put(wrapped)
                .array();
    }

    /** The account this envelope opens for. */
    public String accountId() {
        return accountId;
    }

    /** The seal that wrapped it. */
    public SealId sealId() {
        return sealId;
    }

    byte[] wrapped() {
        return wrapped;
    }

    @Override
    public String toString() {
        return "DataKeyEnvelope[account " + accountId + ", seal " + sealId + "]";
    }
}
