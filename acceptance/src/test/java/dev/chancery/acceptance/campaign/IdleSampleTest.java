package dev.chancery.acceptance.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.bench.edge.IdleCampaign;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two hundred connections that rest, and go by themselves; {@code ./dev campaign idle} has ten thousand, and waits. */
final class IdleSampleTest {

    @Test
    void keepsWhoRestsCutsWhoIsRevokedAndHasNothingLeft(@TempDir Path folder) throws IOException {
        IdleCampaign.Outcome outcome = IdleCampaign.run(new IdleCampaign.Plan(folder, 200, 10, Duration.ZERO, false));

        assertThat(outcome.violations()).isEmpty();
        assertThat(outcome.connections()).isEqualTo(200);
        assertThat(outcome.cut()).isBetween(1, 199);
    }
}
