package dev.chancery.control.db;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class DatabaseOnSqliteTest implements DatabaseContract {
    private final Database database;

    DatabaseOnSqliteTest(@TempDir Path folder) {
        this.database = FreshDatabase.sqlite(folder);
    }

    @Override
    public Database database() {
        return database;
    }

    @AfterEach
    void close() {
        database.close();
    }
}
