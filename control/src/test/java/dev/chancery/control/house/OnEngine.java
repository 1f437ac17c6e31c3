package dev.chancery.control.house;

import dev.chancery.control.db.Database;
import dev.chancery.testkit.OpenSsl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Opens houses when they are first asked for and closes them in time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OnEngine implements HouseTest {
    private final List<House> ofThisTest = new ArrayList<>();
    private Path root = Path.of("");
    private @Nullable House ofTheClass;
    private @Nullable Tenant account;
    private @Nullable OpenSsl openssl;

    /** An empty database with the whole schema; the folder is for its files. */
    abstract Database database(Path folder);

    @BeforeAll
    void take(@TempDir Path folder) {
        root = folder;
    }

    @BeforeEach
    void windBack() {
        if (ofTheClass != null) {
            ofTheClass.windBack();
        }
    }

    @Override
    public final House house() {
        if (this instanceof HouseTest.Alone) {
            if (ofThisTest.isEmpty()) {
                alone(plan());
            }
            return ofThisTest.getFirst();
        }
        if (ofTheClass == null) {
            ofTheClass = open(plan());
        }
        return ofTheClass;
    }

    @Override
    public final Tenant account() {
        if (account == null) {
            account = this instanceof HouseTest.Alone ? house().first() : house().account();
        }
        return account;
    }

    @Override
    public final House alone(House.Plan plan) {
        House house = open(plan);
        ofThisTest.add(house);
        return house;
    }

    private House open(House.Plan plan) {
        Path folder = folder();
        return House.open(database(folder), folder, plan);
    }

    @Override
    public final Path folder() {
        try {
            return Files.createTempDirectory(root, "test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public final OpenSsl openssl() {
        if (openssl == null) {
            openssl = new OpenSsl(folder());
        }
        return openssl;
    }

    @AfterEach
    void closeWhatTheTestOpened() {
        account = null;
        openssl = null;
        ofThisTest.forEach(House::tearDown);
        ofThisTest.clear();
    }

    @AfterAll
    void close() {
        if (ofTheClass != null) {
            ofTheClass.tearDown();
        }
    }
}
