package dev.chancery.control.clientcertificates;

import dev.chancery.control.db.Database;
import dev.chancery.control.db.FreshDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientCertificatesOnSqliteTest
        implements IssuingContract, RefusalContract, StatusContract, ListContract, EnduranceContract {
    private Path root;
    private Database shared;
    private House house;

    @BeforeAll
    void open(@TempDir Path folder) {
        root = folder;
        shared = freshDatabase();
        house = House.open(shared, House.Plan.standard(folder()));
    }

    @AfterAll
    void close() {
        house.close();
        shared.close();
    }

    @Override
    public House house() {
        return house;
    }

    @Override
    public Database freshDatabase() {
        return FreshDatabase.sqlite(folder());
    }

    @Override
    public Path folder() {
        try {
            return Files.createTempDirectory(root, "test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
