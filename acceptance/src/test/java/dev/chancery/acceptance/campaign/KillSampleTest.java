package dev.chancery.acceptance.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.bench.campaign.KillCampaign;
import dev.chancery.bench.server.PostgresServer;
import dev.chancery.bench.server.Product;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten kills under load on each engine; {@code ./dev campaign kill} makes two hundred. */
final class KillSampleTest {

    private static final int KILLS = 10;
    private static final int SEED = 20_261_122;

    /** What makes a process that lives a second start soonest. */
    private static final Map<String, String> SHORT_LIVED = Map.of(
            "CHANCERY_BUILD", "never", "CHANCERY_AOT", "off", "CHANCERY_JAVA_OPTS", "-XX:TieredStopAtLevel=1 -Xmx512m");

    @Test
    void losesNothingAcknowledgedWhenKilledOnSqlite(@TempDir Path folder) throws IOException, SQLException {
        assertNothingIsLost(folder, "");
    }

    @Test
    void losesNothingAcknowledgedWhenKilledOnPostgresql(@TempDir Path folder) throws IOException, SQLException {
        try (PostgresServer server = PostgresServer.start(folder.resolve("server"))) {
            assertNothingIsLost(folder, server.database("kill"));
        }
    }

    private static void assertNothingIsLost(Path folder, String database) throws IOException, SQLException {
        List<String> options = database.isEmpty() ? List.of() : List.of("--database", database);
        KillCampaign.Outcome outcome = KillCampaign.run(new KillCampaign.Plan(
                new Product.Plan(folder, options, SHORT_LIVED, false), database, SEED, KILLS, Duration.ofMinutes(5)));

        assertThat(outcome.violations()).isEmpty();
        assertThat(outcome.kills()).isEqualTo(KILLS);
        assertThat(outcome.certificates()).isPositive();
    }
}
