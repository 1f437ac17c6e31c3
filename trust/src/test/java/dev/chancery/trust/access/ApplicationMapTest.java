package dev.chancery.trust.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ApplicationMapTest {
    private static AccessApplication application(int id, String... places) {
        return new AccessApplication(
                new UUID(0, id),
                new AccessAccount("0".repeat(32)),
                new Aud("%064x".formatted(id)),
                ApplicationType.SELF_HOSTED,
                "",
                List.of(places).stream().map(ApplicationMapTest::place).toList(),
                Duration.ofHours(24),
                List.of(),
                false,
                CookieRules.DEFAULT,
                Refusals.DEFAULT,
                null,
                false,
                null,
                List.of());
    }

    private static Place place(String text) {
        int slash = text.indexOf('/');
        return slash < 0 ? new Place(text, "") : new Place(text.substring(0, slash), text.substring(slash));
    }

    @Test
    void allApplicationsOfAHostAreFoundOnceEach() {
        AccessApplication paths = application(1, "a.example.com/one", "a.example.com/two");
        AccessApplication pattern = application(2, "*.example.com");
        ApplicationMap map = ApplicationMap.of(List.of(paths, pattern, application(3, "b.example.com")));
        assertThat(map.at("a.example.com")).containsExactly(paths, pattern);
        assertThat(map.at("example.com")).isEmpty();
    }

    /** The table of Cloudflare's page "Application paths", and what follows from it. */
    @ParameterizedTest
    @CsvSource({
        "*.example.com, alpha.example.com, /, true",
        "*.example.com, example.com, /, false",
        "*.example.com, foo.bar.example.com, /, false",
        "*.*.example.com, foo.bar.example.com, /, true",
        "example.com, example.com, /alpha, true",
        "example.com/*, example.com, /, true",
        "example.com/*, example.com, /beta, true",
        "example.com/*, alpha.example.com, /, false",
        "*.test.example.com, test.example.com, /, false",
        "*test.example.com, test.example.com, /, true",
        "*test.example.com, alphatest.example.com, /, true",
        "*test.example.com, beta.test.example.com, /, false",
        "app-*.example.com, app-1.example.com, /, true",
        "app-*.example.com, app.example.com, /, false",
        "example.com/alpha, example.com, /alpha, true",
        "example.com/alpha, example.com, /alpha/, true",
        "example.com/alpha/, example.com, /alpha/one, true",
        "example.com/alpha, example.com, /alphabet, false",
        "example.com/alpha/*, example.com, /alpha/one, true",
        "example.com/alpha/*, example.com, /alpha/one/two, true",
        "example.com/alpha/*, example.com, /alpha, false",
        "example.com/foo*/bar, example.com, /foo/bar, true",
        "example.com/foo*/bar, example.com, /food/bar, true",
        "example.com/foo*/bar, example.com, /food/stuff/bar, true",
        "example.com/foo*/bar, example.com, /food/stuff/bar/below, true",
        "example.com/foo*/bar, example.com, /food/stuff/barn, false",
    })
    void aPlaceCovers(String place, String host, String path, boolean covered) {
        ApplicationMap map = ApplicationMap.of(List.of(application(1, place)));
        assertThat(map.find(host, path) instanceof ApplicationMap.Found.Protected)
                .isEqualTo(covered);
    }

    @ParameterizedTest
    @CsvSource({
        "app.example.com, /, 1",
        "app.example.com, /eng, 2",
        "app.example.com, /eng/x, 2",
        "app.example.com, /eng/exec/x, 3",
        "app.example.com, /engine, 1",
        "other.example.com, /eng, 4",
        "app-7.example.com, /, 5",
        "only.example.com, /in, 6",
        "only.example.com, /out, 4",
    })
    void theMostSpecificPlaceWins(String host, String path, int expected) {
        ApplicationMap map = ApplicationMap.of(List.of(
                application(4, "*.example.com"),
                application(5, "app-*.example.com"),
                application(1, "app.example.com"),
                application(3, "app.example.com/eng/exec"),
                application(2, "app.example.com/eng"),
                application(6, "only.example.com/in")));
        assertThat(map.find(host, path))
                .isInstanceOfSatisfying(
                        ApplicationMap.Found.Protected.class,
                        found -> assertThat(found.application().id()).isEqualTo(new UUID(0, expected)));
    }

    @ParameterizedTest
    @CsvSource({
        "/public/../admin",
        "/public/%2e%2e/admin",
        "/public/..%2fadmin",
        "/public/%252e%252e/admin",
        "/public\\..\\admin",
        "/public/..;/admin",
        "//admin",
        "/public/;x=/../../admin",
        "/%61dmin",
        "/admin;v=1",
        "/./admin/x",
    })
    void noSpellingReachesAPlaceByThePoliciesOfAnother(String path) {
        ApplicationMap map = ApplicationMap.of(
                List.of(application(1, "app.example.com/admin"), application(2, "app.example.com/public")));
        assertThat(map.find("app.example.com", path))
                .isInstanceOfAny(ApplicationMap.Found.Unclear.class, ApplicationMap.Found.Protected.class)
                .isNotInstanceOf(ApplicationMap.Found.Nothing.class)
                .satisfies(found -> assertThat(found instanceof ApplicationMap.Found.Protected(var application)
                                && application.id().equals(new UUID(0, 2)))
                        .isFalse());
    }

    @Test
    void whereEveryReadingLeadsToOneApplicationTheSpellingDoesNotMatter() {
        ApplicationMap map = ApplicationMap.of(List.of(application(1, "app.example.com")));
        for (String path : List.of("/a%20b", "/group%2Fproject", "//x", "/a;b", "*", "")) {
            assertThat(map.find("app.example.com", path)).isInstanceOf(ApplicationMap.Found.Protected.class);
            assertThat(map.find("free.example.com", path)).isInstanceOf(ApplicationMap.Found.Nothing.class);
        }
    }

    @Test
    void aHostWithAProtectedPathIsKnown() {
        ApplicationMap map =
                ApplicationMap.of(List.of(application(1, "app.example.com/admin"), application(2, "*.example.org")));
        assertThat(map.protects("app.example.com")).isTrue();
        assertThat(map.protects("x.example.org")).isTrue();
        assertThat(map.protects("example.org")).isFalse();
    }
}
