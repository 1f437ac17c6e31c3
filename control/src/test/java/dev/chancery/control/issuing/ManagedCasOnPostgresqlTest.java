package dev.chancery.control.issuing;

import dev.chancery.control.db.Database;
import dev.chancery.control.db.FreshDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class ManagedCasOnPostgresqlTest implements ManagedCasContract {
    private final Path folder;
    private final Database database;

    ManagedCasOnPostgresqlTest(@TempDir Path folder) {
        this.folder = folder;
        this.database = FreshDatabase.postgresql();
    }

    @Override
    public Database database() {
        return database;
    }

    @Override
    public Path folder() {
        return folder;
    }

    @AfterEach
    void close() {
        database.close();
    }
}
