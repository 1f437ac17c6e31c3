package dev.chancery.control.house;

import dev.chancery.control.db.Database;
import dev.chancery.control.db.FreshDatabase;
import java.nio.file.Path;

/** A contract's house over SQLite: {@code class ThingsOnSqliteTest extends OnSqlite implements ThingsContract {}}. */
public abstract class OnSqlite extends OnEngine {
    @Override
    final Database database(Path folder) {
        return FreshDatabase.sqlite(folder);
    }
}
