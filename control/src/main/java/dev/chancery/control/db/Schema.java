package dev.chancery.control.db;

import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** The schema: migrations in {@code db/migration} for both engines, then those only one engine needs. */
final class Schema {
    private Schema() {}

    /**
     * Brings the schema up to date; several replicas may do so at the same time. A newer schema than this program knows is left
     * as it is: a migration must let the program before it go on.
     *
     * @throws DatabaseException if a migration fails or one that was applied is not what this program knows by its name
     */
    static void migrate(Engine engine, DataSource source) {
        try {
            flyway(engine, source).load().migrate();
        } catch (FlywayException e) {
            throw new DatabaseException("the database schema could not be brought up to date", e);
        }
    }

    static FluentConfiguration flyway(Engine engine, DataSource source) {
        return Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration", folder(engine))
                .placeholders(placeholders(engine))
                .validateMigrationNaming(true);
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
