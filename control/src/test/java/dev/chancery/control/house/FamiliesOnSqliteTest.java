package dev.chancery.control.house;

import dev.chancery.control.db.Database;
import dev.chancery.control.db.FreshDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class FamiliesOnSqliteTest implements TokensContract, TokenPowerContract, ZonesContract, AccountsContract {
    private final Database database;
    private final House house;

    FamiliesOnSqliteTest(@TempDir Path folder) {
        this.database = FreshDatabase.sqlite(folder);
        this.house = new House(database);
    }

    @Override
    public House house() {
        return house;
    }

    @AfterEach
    void close() {
        house.close();
        database.close();
    }
}
