package dev.chancery.control.hostnameassociations;

import dev.chancery.control.db.Database;
import dev.chancery.control.db.FreshDatabase;
import dev.chancery.control.publishing.Office;
import dev.chancery.control.publishing.OpenSsl;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class HostnameAssociationsOnPostgresqlTest implements HostnameAssociationsContract {
    private final Database database;
    private final Office office;
    private final OpenSsl openssl;

    HostnameAssociationsOnPostgresqlTest(@TempDir Path folder) {
        this.database = FreshDatabase.postgresql();
        this.office = Office.open(database, folder);
        this.openssl = new OpenSsl(folder);
    }

    @Override
    public Office office() {
        return office;
    }

    @Override
    public OpenSsl openssl() {
        return openssl;
    }

    @AfterEach
    void close() {
        office.close();
        database.close();
    }
}
