package dev.chancery.control.accessrules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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
        "1us, PT0.000001S",
        "1µs, PT0.000001S",
        "10ns, PT0.00000001S",
        "0s, PT0S",
        "1m1m, PT2M"
    })
    void readsWhatGoWrites(String text, Duration length) {
        assertThat(AccessDuration.parse(text)).contains(new AccessDuration(text, length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "h", "-1h", "+1h", "1 h", "1d", "1h ", "1.h", ".5h", "forever", "1H", "1h2"})
    void refusesEverythingElse(String text) {
        assertThat(AccessDuration.parse(text)).isEmpty();
    }
}
