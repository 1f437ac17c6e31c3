package dev.chancery.app;

import dev.chancery.control.db.DatabaseUrl;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the house keeps its things. */
final class DataOptions {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "The data folder, made if absent (default: ${DEFAULT-VALUE}).")
    Path folder = Path.of("data");

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "postgresql://USER:PASSWORD@HOST:PORT/NAME instead of the embedded SQLite."
                    + " CHANCERY_DATABASE does the same and keeps the password out of the process list.")
    @Nullable
    String database;

    /**
     * The database to open.
     *
     * @throws Unusable if the URL is not one
     */
    DatabaseUrl url(DataFolder data) {
        @Nullable String text = database == null ? System.getenv("CHANCERY_DATABASE") : database;
        if (text == null || text.isBlank()) {
            return DatabaseUrl.parse(data.database().toString());
        }
        try {
            return DatabaseUrl.parse(text);
        } catch (IllegalArgumentException e) {
            throw new Unusable("--database: " + e.getMessage());
        }
    }
}
