package dev.chancery.control.accessapps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LocationTest {
    @ParameterizedTest
    @CsvSource({
        "example.com, example.com",
        "Example.COM, example.com",
        "example.com., example.com",
        "example.com/, example.com",
        "example.com/Admin/, example.com/Admin/",
        "*.example.com, *.example.com",
        "*.*.Example.com/*/x, *.*.example.com/*/x",
        "*-admin.example.com, *-admin.example.com",
        "bücher.example.com/a, xn--bcher-kva.example.com/a",
        "a.example.com/~x;y=1/(z)', a.example.com/~x;y=1/(z)'",
    })
    void readsHostsAndPathsInOneForm(String text, String canonical) throws Location.Malformed {
        assertThat(Location.parse(text)).hasToString(canonical);
        assertThat(Location.parse(canonical)).isEqualTo(Location.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "'', it is empty",
        "localhost, it has a single label",
        "https://example.com, it has a scheme",
        "example.com:8443/x, it has a port",
        "example.com/a?b, 'its path has a query, a fragment or characters a path does not have'",
        "example.com/a#b, 'its path has a query, a fragment or characters a path does not have'",
        "example.com/a b, 'its path has a query, a fragment or characters a path does not have'",
        "**.example.com, there is more than one * between two dots or slashes",
        "a*b*.example.com, there is more than one * between two dots or slashes",
        "example.com/*a*, there is more than one * between two dots or slashes",
        "*.bücher.example, a * stands beside Unicode labels; send their A-labels (xn--…)",
    })
    void saysWhatIsWrong(String text, String reason) {
        assertThatThrownBy(() -> Location.parse(text))
                .isInstanceOf(Location.Malformed.class)
                .hasMessage(reason);
    }

    @Test
    void looksForZonesBelowEveryStarOnly() throws Location.Malformed {
        assertThat(Location.parse("a.b.example.com/x").zoneNames())
                .containsExactly("a.b.example.com", "b.example.com", "example.com", "com");
        assertThat(Location.parse("a.*.example.com").zoneNames()).containsExactly("example.com", "com");
        assertThat(Location.parse("*.com").zoneNames()).containsExactly("com");
    }
}
