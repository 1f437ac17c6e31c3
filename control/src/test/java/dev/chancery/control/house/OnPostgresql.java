package dev.chancery.control.house;

import dev.chancery.control.db.Database;
import dev.chancery.control.db.FreshDatabase;
import java.nio.file.Path;

/** A contract's house over PostgreSQL: {@code class ThingsOnPostgresqlTest extends OnPostgresql implements ThingsContract {}}. */
public abstract class OnPostgresql extends OnEngine {
    @Override
    final Database database(Path folder) {
        return FreshDatabase.postgresql();
    }
}
