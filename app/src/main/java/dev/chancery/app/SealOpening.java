package dev.chancery.app;

import dev.chancery.ca.KeyVault;
import dev.chancery.ca.LocalKeyFileSeal;
import dev.chancery.ca.PassphraseParameters;
import dev.chancery.ca.PassphraseSeal;
import dev.chancery.ca.Seal;
import dev.chancery.ca.SealId;
import dev.chancery.ca.SealUnusableException;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.settings.SettingStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Opens the seal the store was sealed with; at the very first start makes one. Where the right seal is not at hand the
 * house starts <em>sealed</em>: it answers reads and refuses key work, and says so on {@code /readyz}.
 */
final class SealOpening {
    private static final String SEAL_ID = "seal.id";
    private static final String PASSPHRASE_PARAMETERS = "seal.passphrase_parameters";

    private final Database database;
    private final SettingStore settings = new SettingStore();
    private final SecureRandom random;

    SealOpening(Database database, SecureRandom random) {
        this.database = database;
        this.random = random;
    }

    /**
     * @throws Unusable if there is no seal yet and none can be made
     */
    KeyVault open(SealOptions options, DataFolder data) {
        Optional<SealId> stored = setting(SEAL_ID).map(SealId::new);
        Optional<char[]> passphrase = passphrase(options);
        Path keyFile = options.keyFile == null ? data.sealKey() : options.keyFile;
        return stored.isPresent()
                ? reopen(stored.get(), passphrase, keyFile)
                : KeyVault.open(make(passphrase, keyFile), random);
    }

    private KeyVault reopen(SealId stored, Optional<char[]> passphrase, Path keyFile) {
        try {
            if (passphrase.isPresent()) {
                PassphraseParameters parameters = PassphraseParameters.parse(setting(PASSPHRASE_PARAMETERS)
                        .orElseThrow(() -> new Unusable("The store was sealed with a key file, not with a passphrase.")));
                return KeyVault.open(PassphraseSeal.open(passphrase.get(), parameters), stored, random);
            }
            if (setting(PASSPHRASE_PARAMETERS).isPresent() && !Files.exists(keyFile)) {
                return KeyVault.sealed("the store was sealed with a passphrase and none was given", random);
            }
            return KeyVault.open(LocalKeyFileSeal.open(keyFile), stored, random);
        } catch (SealUnusableException e) {
            return KeyVault.sealed(halfSentence(e), random);
        }
    }

    private Seal make(Optional<char[]> passphrase, Path keyFile) {
        try {
            if (passphrase.isEmpty()) {
                Seal seal = LocalKeyFileSeal.openOrCreate(keyFile, random);
                claim(seal, Optional.empty());
                return seal;
            }
            PassphraseSeal seal = PassphraseSeal.create(passphrase.get(), random);
            claim(seal, Optional.of(seal.parameters().toText()));
            return seal;
        } catch (SealUnusableException e) {
            throw new Unusable(String.valueOf(e.getMessage()));
        }
    }

    private void claim(Seal seal, Optional<String> parameters) {
        boolean mine = database.write(Lane.GENERAL, tx -> {
            boolean claimed = settings.claim(tx, SEAL_ID, seal.id().value());
            if (claimed) {
                parameters.ifPresent(text -> settings.put(tx, PASSPHRASE_PARAMETERS, text));
            }
            return claimed;
        });
        if (!mine) {
            throw new Unusable("Another process sealed this database at the same moment: start again.");
        }
    }

    private Optional<String> setting(String key) {
        return database.read(tx -> settings.get(tx, key));
    }

    private static Optional<char[]> passphrase(SealOptions options) {
        if (options.passphraseFile != null) {
            String first = DataFolder.read(options.passphraseFile)
                    .flatMap(text -> text.lines().findFirst())
                    .orElseThrow(() -> new Unusable("--seal-passphrase-file: the file is missing or empty."));
            return Optional.of(first.toCharArray());
        }
        @Nullable String fromEnvironment = System.getenv("CHANCERY_SEAL_PASSPHRASE");
        return Optional.ofNullable(fromEnvironment).filter(text -> !text.isEmpty()).map(String::toCharArray);
    }

    private static String halfSentence(SealUnusableException e) {
        String sentence = String.valueOf(e.getMessage());
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
}
