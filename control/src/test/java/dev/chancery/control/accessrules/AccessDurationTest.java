package dev.chancery.control.accessrules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessDurationTest {
    @ParameterizedTest
    @CsvSource({
        "300ms, PT0.3S",
        "2h45m, PT2H45M",
        "1.5h, PT1H30M",
        "8760h, PT8760H",
        "7us, PT0.000007S",
        "1µs, PT0.000001S",
        "1μs, PT0.000001S",
        "10ns, PT0.00000001S",
        "1.9ns, PT0.000000001S",
        "0s, PT0S",
        "0, PT0S",
        "1.h, PT1H",
        ".5h, PT30M",
        "0.1h, PT6M",
        "1m1m, PT2M"
    })
    void readsWhatGoReads(String text, Duration length) {
        assertThat(AccessDuration.parse(text)).contains(new AccessDuration(text, length));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "00",
                "h",
                ".h",
                ".",
                "-1h",
                "+1h",
                "1 h",
                "1d",
                " 1h",
                "1h ",
                "1h 1m",
                "1..5h",
                "forever",
                "1H",
                "1h2",
                "1e3s",
                "999999999999h",
                "1h1h1h1h1h1h1h1h1h1h1h1h1h1h1h1h1h1h1h1h1h1h1h1h1h1h1h1h1h1h1h1h1h"
            })
    void refusesEverythingElse(String text) {
        assertThat(AccessDuration.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5s", "1ms", "1m5s"})
    void readsOnlyTheUnitsAskedFor(String text) {
        assertThat(AccessDuration.parse(text, Set.of("m", "h"))).isEmpty();
        assertThat(AccessDuration.parse("1h5m", Set.of("m", "h"))).isPresent();
    }
}
