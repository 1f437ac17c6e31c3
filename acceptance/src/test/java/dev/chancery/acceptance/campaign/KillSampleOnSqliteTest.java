package dev.chancery.acceptance.campaign;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KillSampleOnSqliteTest {
    @Test
    void losesNothingAcknowledgedWhenKilled(@TempDir Path folder) throws IOException, SQLException {
        KillSample.losesNothing(folder, "");
    }
}
