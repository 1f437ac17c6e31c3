package dev.chancery.control.audit;

import dev.chancery.control.db.Database;
import dev.chancery.control.db.FreshDatabase;
import org.junit.jupiter.api.AfterEach;

class AuditLogOnPostgresqlTest implements AuditLogContract {
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
