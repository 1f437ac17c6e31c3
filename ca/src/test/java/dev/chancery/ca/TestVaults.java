package dev.chancery.ca;

import java.nio.file.Path;
import java.security.SecureRandom;

/** Vaults over fresh local seals. */
final class TestVaults {
    static final SecureRandom RANDOM = new SecureRandom();

    private TestVaults() {}

    static KeyVault inFolder(Path folder) {
        return KeyVault.open(LocalKeyFileSeal.openOrCreate(folder.resolve("seal.key"), RANDOM), RANDOM);
    }
}
