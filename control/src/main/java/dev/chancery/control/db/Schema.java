package dev.chancery.control.db;

import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** The schema: migrations in {@code db/migration} for both engines, then those only one engine needs. */
final class Schema {
    private Schema() {}

    /**
     * Brings the schema up to date; several replicas may do so at the same time.
     *
     * @throws DatabaseException if a migration fails or the database is newer than this program
     */
    static void migrate(Engine engine, DataSource source) {
        try {
            Flyway.configure()
                    .dataSource(source)
                    .locations("classpath:db/migration", folder(engine))
                    .placeholders(placeholders(engine))
                    .validateMigrationNaming(true)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new DatabaseException("the database schema could not be brought up to date", e);
        }
    }

    private static String folder(Engine engine) {
        return switch (engine) {
            case SQLITE -> "classpath:db/sqlite";
            case POSTGRESQL -> "classpath:db/postgresql";
        };
    }

    private static Map<String, String> placeholders(Engine engine) {
        return switch (engine) {
            case SQLITE ->
                Map.of("blob", "blob", "identity", "integer not null primary key autoincrement", "sorted", "text");
            case POSTGRESQL ->
                Map.of(
                        "blob",
                        "bytea",
                        "identity",
                        "bigint generated always as identity primary key",
                        "sorted",
                        "text collate \"C\"");
        };
    }
}
