package dev.chancery.acceptance.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.bench.convergence.EdgesCampaign;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Four schedules of faults with three edges; {@code ./dev campaign edges} runs a hundred with eight. How fast a pending state ends
 * is the campaign's to measure: here it has to end, on a machine however busy.
 */
final class EdgesSampleTest {

    private static final int SEED = 20_261_126;
    private static final Map<String, String> SMALL = Map.of(
            "CHANCERY_BUILD", "never", "CHANCERY_AOT", "off", "CHANCERY_JAVA_OPTS", "-XX:TieredStopAtLevel=1 -Xmx256m");

    @Test
    void acceptsNothingAfterRevokedAndLeavesNothingPending(@TempDir Path folder) throws IOException {
        EdgesCampaign.Outcome outcome = EdgesCampaign.run(plan(folder, 3, 2, false));

        assertThat(outcome.violations()).isEmpty();
        assertThat(outcome.figures().schedules()).isEqualTo(3);
        assertThat(outcome.figures().faults()).isEqualTo(12);
        assertThat(outcome.figures().accepted()).isPositive();
        assertThat(outcome.figures().forbidden())
                .as("requests that were sent after revoked was read, and refused")
                .isPositive();
        assertThat(outcome.figures().ended()).isPositive();
    }

    /** An edge that hears of no revocation, behind the same hostname: whoever does not see this sees nothing. */
    @Test
    void seesAnEdgeThatBreaksTheRule(@TempDir Path folder) throws IOException {
        EdgesCampaign.Outcome outcome = EdgesCampaign.run(plan(folder, 1, 1, true));

        assertThat(outcome.violations())
                .isNotEmpty()
                .allSatisfy(violation -> assertThat(violation)
                        .startsWith("accepted after revoked")
                        .contains("at edge 1,"));
    }

    private static EdgesCampaign.Plan plan(Path folder, int schedules, int edges, boolean deaf) {
        return new EdgesCampaign.Plan(
                folder, "", SMALL, SEED, schedules, edges, Duration.ofMinutes(5), Duration.ofSeconds(60), deaf);
    }
}
