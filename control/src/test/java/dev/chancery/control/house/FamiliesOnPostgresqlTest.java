package dev.chancery.control.house;

import dev.chancery.control.db.Database;
import dev.chancery.control.db.FreshDatabase;
import org.junit.jupiter.api.AfterEach;

class FamiliesOnPostgresqlTest implements TokensContract, TokenPowerContract, ZonesContract, AccountsContract {
    private final Database database;
    private final House house;

    FamiliesOnPostgresqlTest() {
        this.database = FreshDatabase.postgresql();
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
