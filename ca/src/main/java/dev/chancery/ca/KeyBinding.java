package dev.chancery.ca;

import java.nio.charset.StandardCharsets;

/** Where a sealed key belongs; authenticated with the ciphertext, so a blob moved elsewhere does not open. */
record KeyBinding(String accountId, String keyId, KeyPurpose purpose) {
    byte[] associatedData(byte[] dataKeyReference) {
        return Derivation.fields(
                utf8("chancery sealed key v1"), dataKeyReference, utf8(accountId), utf8(keyId), utf8(purpose.label()));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "account " + accountId + ", key " + keyId + ", purpose " + purpose.label();
    }
}
