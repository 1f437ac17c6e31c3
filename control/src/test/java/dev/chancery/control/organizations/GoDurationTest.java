package dev.chancery.control.organizations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTest {
    @ParameterizedTest
    @CsvSource({
        "300ms, PT0.3S",
        "2h45m, PT2H45M",
        "24h, PT24H",
        "1.5h, PT1H30M",
        "0s, PT0S",
        "1h1h, PT2H",
        "7us, PT0.000007S",
        "7µs, PT0.000007S",
        "1ns, PT0.000000001S"
    })
    void readsWhatGoWrites(String text, Duration duration) {
        assertThat(GoDuration.parse(text, GoDuration.ANY_UNIT)).contains(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1", "h", "1d", "-1h", "+1h", " 1h", "1h ", "1h 1m", "1.h", ".5h", "1e3s", "999999999999h"})
    void refusesEverythingElse(String text) {
        assertThat(GoDuration.parse(text, GoDuration.ANY_UNIT)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5s", "1ms", "1m5s"})
    void readsTheUnitsAskedFor(String text) {
        assertThat(GoDuration.parse(text, Set.of("m", "h"))).isEmpty();
    }
}
