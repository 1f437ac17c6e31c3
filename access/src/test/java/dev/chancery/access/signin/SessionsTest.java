package dev.chancery.access.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.chancery.access.tokens.AccessTokens;
import dev.chancery.control.accessplane.AccessPlane;
import dev.chancery.control.accessplane.SignInProvider;
import dev.chancery.control.accessplane.Team;
import dev.chancery.control.house.OnSqlite;
import dev.chancery.trust.access.AccessApplication;
import dev.chancery.trust.access.Aud;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How long a sign-in lasts. */
final class SessionsTest extends OnSqlite {
    private static final Duration TWO_HOURS = Duration.ofHours(2);

    private record Life(Duration session, Duration token) {}

    private Life life(Protected wiki, Optional<Duration> wanted) {
        AccessPlane plane = house().control().access();
        Sessions sessions = new Sessions(
                plane.once(),
                new AccessTokens(plane.keys(), house()::now),
                plane.head(),
                new Words(new SecureRandom()),
                house()::now);
        Team team = plane.teams().of(wiki.tenant().account()).orElseThrow();
        AccessApplication application =
                plane.head().now().applicationFor(new Aud(wiki.aud())).orElseThrow();
        SignInProvider provider = new SignInProvider(
                UUID.randomUUID(),
                team.account(),
                "Company",
                "saml",
                JsonNodeFactory.instance.objectNode(),
                Optional.empty());
        Instant now = house().now().truncatedTo(ChronoUnit.SECONDS);
        Identity jane = new Identity("jane@example.com", "", Set.of(), Set.of(), Map.of(), wanted.map(now::plus));
        Session kept = sessions.find(
                        sessions.open(team, provider, jane, "192.0.2.7").nonce())
                .orElseThrow();
        assertThat(kept.identity()).as("as the store has it").isEqualTo(jane);
        Instant until = sessions.appToken(team, application, kept, TWO_HOURS).until();
        return new Life(Duration.between(now, kept.until()), Duration.between(now, until));
    }

    @Test
    void aSessionAndItsTokensEndWhenTheIdentityProviderWants() {
        Protected wiki = Protected.by(account());
        assertThat(life(wiki, Optional.empty())).isEqualTo(new Life(Duration.ofHours(24), TWO_HOURS));
        assertThat(life(wiki, Optional.of(Duration.ofHours(10)))).isEqualTo(new Life(Duration.ofHours(10), TWO_HOURS));
        assertThat(life(wiki, Optional.of(Duration.ofHours(1))))
                .isEqualTo(new Life(Duration.ofHours(1), Duration.ofHours(1)));
        assertThat(life(wiki, Optional.of(Duration.ofDays(30)))).isEqualTo(new Life(Duration.ofHours(24), TWO_HOURS));
        assertThat(life(wiki, Optional.of(Duration.ofSeconds(-30))))
                .as("its clock is behind ours, within what is forgiven")
                .isEqualTo(new Life(Duration.ofMinutes(1), Duration.ofMinutes(1)));
    }
}
