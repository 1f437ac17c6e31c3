package dev.chancery.access.saml;

import java.util.Optional;

/** How the content of an assertion may be encrypted (XML Encryption 1.1 section 5.2), as the original documents. */
enum ContentCipher {
    AES_128_CBC(Names.XENC + "aes128-cbc", 16),
    AES_256_CBC(Names.XENC + "aes256-cbc", 32),
    AES_128_GCM(Names.XENC11 + "aes128-gcm", 16),
    AES_256_GCM(Names.XENC11 + "aes256-gcm", 32);

    private final String algorithm;
    private final int keyBytes;

    ContentCipher(String algorithm, int keyBytes) {
        this.algorithm = algorithm;
        this.keyBytes = keyBytes;
    }

    static Optional<ContentCipher> named(String algorithm) {
        for (ContentCipher each : values()) {
            if (each.algorithm.equals(algorithm)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    String algorithm() {
        return algorithm;
    }

    int keyBytes() {
        return keyBytes;
    }
}
