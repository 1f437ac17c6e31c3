package dev.chancery.app;

import dev.chancery.control.db.Database;
import dev.chancery.control.db.DatabaseException;
import dev.chancery.control.db.DatabaseUrl;
import java.security.SecureRandom;

/** Opens the database, or says in one sentence why it cannot be. */
final class Databases {
    private Databases() {}

    static Database open(DatabaseUrl url, SecureRandom random) {
        try {
            return Database.open(url, random);
        } catch (DatabaseException e) {
            throw new Unusable(String.valueOf(e.getMessage()));
        }
    }
}
