package dev.chancery.acceptance.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.bench.campaign.KillCampaign;
import dev.chancery.bench.server.Product;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Ten kills under load; {@code ./dev campaign kill} makes two hundred. */
final class KillSample {

    private static final int KILLS = 4;
    private static final int SEED = 20_261_122;

    private KillSample() {}

    /**
     * Makes the kills and expects nothing lost.
     *
     * @param database the address of PostgreSQL, or an empty string for SQLite
     */
    static void losesNothing(Path folder, String database) throws IOException, SQLException {
        List<String> options = database.isEmpty() ? List.of() : List.of("--database", database);
        KillCampaign.Outcome outcome = KillCampaign.run(new KillCampaign.Plan(
                new Product.Plan(folder, options, Samples.SHORT_LIVED, false),
                database,
                SEED,
                KILLS,
                Duration.ofMinutes(5)));

        assertThat(outcome.violations()).isEmpty();
        assertThat(outcome.kills()).isEqualTo(KILLS);
        assertThat(outcome.certificates()).isPositive();
        assertThat(outcome.fair()).as(outcome.others()).isTrue();
    }
}
