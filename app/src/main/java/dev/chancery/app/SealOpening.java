package dev.chancery.app;

import dev.chancery.ca.LocalKeyFileSeal;
import dev.chancery.ca.PassphraseParameters;
import dev.chancery.ca.PassphraseSeal;
import dev.chancery.ca.SealUnusableException;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.issuing.KeyCustody;
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
    KeyCustody open(SealOptions options, DataFolder data) {
        Optional<char[]> passphrase = passphrase(options);
        Path keyFile = options.keyFile == null ? data.sealKey() : options.keyFile;
        return setting(SEAL_ID).isPresent() ? reopen(passphrase, keyFile) : make(passphrase, keyFile);
    }

    private KeyCustody reopen(Optional<char[]> passphrase, Path keyFile) {
        try {
            if (passphrase.isPresent()) {
                PassphraseParameters parameters = PassphraseParameters.parse(setting(PASSPHRASE_PARAMETERS)
                        .orElseThrow(
                                () -> new Unusable("The store was sealed with a key file, not with a passphrase.")));
                return KeyCustody.open(database, PassphraseSeal.open(passphrase.get(), parameters), random);
            }
            if (setting(PASSPHRASE_PARAMETERS).isPresent() && !Files.exists(keyFile)) {
                return KeyCustody.sealed(database, "the store was sealed with a passphrase and none was given", random);
            }
            return KeyCustody.open(database, LocalKeyFileSeal.open(keyFile), random);
        } catch (SealUnusableException e) {
            return KeyCustody.sealed(database, halfSentence(e), random);
        }
    }

    private KeyCustody make(Optional<char[]> passphrase, Path keyFile) {
        try {
            if (passphrase.isEmpty()) {
                return KeyCustody.open(database, LocalKeyFileSeal.openOrCreate(keyFile, random), random);
            }
            PassphraseSeal seal = PassphraseSeal.create(passphrase.get(), random);
            boolean mine = database.write(
                    Lane.GENERAL,
                    tx -> settings.claim(
                            tx, PASSPHRASE_PARAMETERS, seal.parameters().toText()));
            // Another replica sealed at the same moment: its salt counts.
            return mine ? KeyCustody.open(database, seal, random) : reopen(passphrase, keyFile);
        } catch (SealUnusableException e) {
            throw new Unusable(String.valueOf(e.getMessage()));
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
        return Optional.ofNullable(fromEnvironment)
                .filter(text -> !text.isEmpty())
                .map(String::toCharArray);
    }

    private static String halfSentence(SealUnusableException e) {
        String sentence = String.valueOf(e.getMessage());
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
}
