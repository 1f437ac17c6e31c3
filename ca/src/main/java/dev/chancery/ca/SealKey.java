package dev.chancery.ca;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The 32-byte key behind a {@link Seal}, split into a wrapping key and a public id by separate derivations. */
final class SealKey {
    static final int LENGTH = 32;

    private final byte[] wrappingKey;
    private final SealId id;

    /** Takes over {@code root}: it is wiped before this returns. */
    SealKey(byte[] root) {
        if (root.length != LENGTH) {
            throw new IllegalArgumentException("A seal key has 32 bytes.");
        }
        this.wrappingKey = Derivation.hmac(root, "chancery seal v1: wrapping key");
        this.id = SealId.ofBytes(Arrays.copyOf(Derivation.hmac(root, "chancery seal v1: public id"), 16));
        Arrays.fill(root, (byte) 0);
    }

    SealId id() {
        return id;
    }

    DataKeyEnvelope wrap(DataKey key, String accountId) {
        byte[] plain = key.copyOfBytes();
        try {
            return new DataKeyEnvelope(accountId, id, AesGcm.seal(wrappingKey, plain, binding(accountId)));
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    DataKey unwrap(DataKeyEnvelope envelope) {
        if (!envelope.sealId().equals(id)) {
            throw new SealedException("the data key was wrapped by seal " + envelope.sealId() + ", this is seal " + id);
        }
        byte[] plain = AesGcm.open(
                wrappingKey,
                envelope.wrapped(),
                binding(envelope.accountId()),
                "The account's data key was changed, or belongs to another account.");
        return DataKey.takingOver(plain);
    }

    private byte[] binding(String accountId) {
        return Derivation.fields(
                "chancery data key v1".getBytes(StandardCharsets.UTF_8),
                id.bytes(),
                accountId.getBytes(StandardCharsets.UTF_8));
    }
}
