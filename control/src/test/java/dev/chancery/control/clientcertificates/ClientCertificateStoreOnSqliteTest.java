package dev.chancery.control.clientcertificates;

import dev.chancery.control.db.Database;
import dev.chancery.control.db.FreshDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class ClientCertificateStoreOnSqliteTest implements ClientCertificateStoreContract {
    private final Database database;

    ClientCertificateStoreOnSqliteTest(@TempDir Path folder) {
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
