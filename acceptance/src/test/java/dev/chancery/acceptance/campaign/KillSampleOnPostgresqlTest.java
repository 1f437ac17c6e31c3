package dev.chancery.acceptance.campaign;

import dev.chancery.bench.server.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KillSampleOnPostgresqlTest {
    @Test
    void losesNothingAcknowledgedWhenKilled(@TempDir Path folder) throws IOException, SQLException {
        try (PostgresServer server = PostgresServer.start(folder.resolve("server"))) {
            KillSample.losesNothing(folder, server.database("kill"));
        }
    }
}
