package dev.chancery.acceptance.campaign;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HistoriesSampleOnSqliteTest {
    @Test
    void everyObjectTakesOneStepAfterAnother(@TempDir Path folder) throws IOException {
        HistoriesSample.isLinearizable(folder, List.of());
    }
}
