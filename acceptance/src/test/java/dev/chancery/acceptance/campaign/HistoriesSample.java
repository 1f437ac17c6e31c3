package dev.chancery.acceptance.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.bench.campaign.HistoriesCampaign;
import dev.chancery.bench.server.Product;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Fifty concurrent histories of twenty steps; {@code ./dev campaign histories} takes a hundred, ten times. */
final class HistoriesSample {

    private static final int HISTORIES = 50;
    private static final int STEPS = 8;
    private static final int SEED = 20_261_125;

    private HistoriesSample() {}

    /**
     * Lets them happen and expects an order for every object.
     *
     * @param options for {@code chancery start}, such as {@code --database}
     */
    static void isLinearizable(Path folder, List<String> options) throws IOException {
        HistoriesCampaign.Outcome outcome = HistoriesCampaign.run(new HistoriesCampaign.Plan(
                new Product.Plan(folder, options, Samples.SHORT_LIVED, false), SEED, HISTORIES, STEPS));

        assertThat(outcome.violations()).isEmpty();
        assertThat(outcome.steps()).isEqualTo(HISTORIES * STEPS);
        assertThat(outcome.objects()).isEqualTo(25);
        assertThat(outcome.oneSided())
                .as("steps that never succeeded, or never were refused")
                .isEmpty();
    }
}
