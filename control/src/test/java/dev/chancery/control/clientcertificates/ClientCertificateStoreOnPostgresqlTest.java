package dev.chancery.control.clientcertificates;

import dev.chancery.control.db.Database;
import dev.chancery.control.db.FreshDatabase;
import org.junit.jupiter.api.AfterEach;

class ClientCertificateStoreOnPostgresqlTest implements ClientCertificateStoreContract {
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
