package dev.chancery.control.accessplane;

import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.settings.SettingStore;
import java.security.SecureRandom;
import java.util.HexFormat;

/** A word the processes of one house know: drawn by the first that asks, the same for all. */
public final class HouseSecret {
    private static final int BYTES = 32;

    private final Database database;
    private final String name;
    private final SecureRandom random;
    private final SettingStore settings = new SettingStore();

    /**
     * @param name where it is kept among the settings
     */
    public HouseSecret(Database database, String name, SecureRandom random) {
        this.database = database;
        this.name = name;
        this.random = random;
    }

    /** The word: 64 hex digits. */
    public String reveal() {
        return database.read(tx -> settings.get(tx, name)).orElseGet(() -> {
            byte[] bytes = new byte[BYTES];
            random.nextBytes(bytes);
            String drawn = HexFormat.of().formatHex(bytes);
            return database.write(Lane.GENERAL, tx -> {
                settings.claim(tx, name, drawn);
                return settings.get(tx, name).orElseThrow();
            });
        });
    }

    @Override
    public String toString() {
        return "HouseSecret[%s]".formatted(name);
    }
}
