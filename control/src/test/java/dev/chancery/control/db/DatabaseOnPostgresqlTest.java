package dev.chancery.control.db;

import org.junit.jupiter.api.AfterEach;

class DatabaseOnPostgresqlTest implements DatabaseContract {
    private final Database database = FreshDatabase.postgresql();

    @Override
    public Database database() {
        return database;
    }

    @AfterEach
    void close() {
        database.close();
    }
}
