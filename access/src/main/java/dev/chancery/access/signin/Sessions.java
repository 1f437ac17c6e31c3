package dev.chancery.access.signin;

import dev.chancery.access.tokens.AccessToken;
import dev.chancery.access.tokens.AccessTokens;
import dev.chancery.access.tokens.TokenRefused;
import dev.chancery.access.web.SetCookie;
import dev.chancery.access.web.WebRequest;
import dev.chancery.control.accessplane.Head;
import dev.chancery.control.accessplane.OnceKind;
import dev.chancery.control.accessplane.OneTimeValues;
import dev.chancery.control.accessplane.SignInProvider;
import dev.chancery.control.accessplane.Team;
import dev.chancery.trust.AccessConfig;
import dev.chancery.trust.access.AccessAccount;
import dev.chancery.trust.access.AccessApplication;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who is signed in to an organization, and the tokens that follow from it. */
final class Sessions {
    /** The cookie tokens come in, at the auth domain and at applications. */
    static final String COOKIE = "CF_Authorization";

    private static final Duration SHORTEST = Duration.ofMinutes(1);

    private final OneTimeValues once;
    private final AccessTokens tokens;
    private final Head head;
    private final Words words;
    private final InstantSource clock;

    Sessions(OneTimeValues once, AccessTokens tokens, Head head, Words words, InstantSource clock) {
        this.once = once;
        this.tokens = tokens;
        this.head = head;
        this.words = words;
        this.clock = clock;
    }

    /** Begins a session. */
    Session open(Team team, SignInProvider provider, Identity identity, String client) {
        Instant now = now();
        Duration life = within(identity, now, team.session());
        Session session = new Session(
                team.account(), words.next(), identity, provider.id(), provider.type(), now, now.plus(life), client);
        once.put(OnceKind.IDENTITY, session.nonce(), team.account(), session.json(), life);
        return session;
    }

    /** The token of a session, for the auth domain. */
    String orgToken(Team team, Session session) {
        return tokens.mint(
                team.account(),
                new AccessToken(
                        AccessToken.Type.ORG,
                        team.authUrl().toString(),
                        team.authUrl().toString(),
                        holder(session, Map.of(), List.of(), List.of()),
                        session.nonce(),
                        now(),
                        session.until()));
    }

    /** The cookie of a session, at the auth domain. */
    SetCookie cookie(Team team, Session session) {
        return SetCookie.lax(COOKIE, orgToken(team, session), session.until());
    }

    /** The session a browser has at the auth domain: not expired, not ended, not revoked. */
    Optional<Session> at(Team team, WebRequest request) {
        return request.cookie(COOKIE).flatMap(text -> {
            try {
                AccessToken token = tokens.read(
                        team.account(),
                        text,
                        new AccessTokens.Expected(
                                AccessToken.Type.ORG, team.authUrl().toString()));
                return token.audience().equals(team.authUrl().toString()) ? standing(team, token) : Optional.empty();
            } catch (TokenRefused e) {
                return Optional.empty();
            }
        });
    }

    /** The token a browser has at an application, and the session it comes from. */
    record AtApplication(AccessToken token, String text, Session session) {
        @Override
        public String toString() {
            return "AtApplication";
        }
    }

    /** What a browser has at an application: not expired, not revoked, its session not ended. */
    Optional<AtApplication> at(Team team, AccessApplication application, WebRequest request) {
        return request.cookie(COOKIE).flatMap(text -> {
            try {
                AccessToken token = tokens.read(
                        team.account(),
                        text,
                        new AccessTokens.Expected(
                                AccessToken.Type.APP, team.authUrl().toString()));
                boolean good = token.audience().equals(application.aud().hex())
                        && !token.issuedAt().isBefore(head.now().revokedBefore(application));
                return good
                        ? standing(team, token).map(session -> new AtApplication(token, text, session))
                        : Optional.empty();
            } catch (TokenRefused e) {
                return Optional.empty();
            }
        });
    }

    private Optional<Session> standing(Team team, AccessToken token) {
        return token.person()
                .filter(person -> !token.issuedAt()
                        .isBefore(head.now()
                                .revokedBefore(new AccessAccount(team.account().hex()), person.email())))
                .flatMap(person -> find(token.nonce()))
                .filter(session -> session.account().equals(team.account()));
    }

    /** A session by its nonce. */
    Optional<Session> find(String nonce) {
        return once.find(OnceKind.IDENTITY, nonce).map(kept -> Session.of(kept.account(), nonce, kept.value()));
    }

    /** Ends a session: its token is worth nothing at the auth domain from now on. */
    void end(Session session) {
        once.forget(OnceKind.IDENTITY, session.nonce());
    }

    /** The token of a session for an application. */
    AppToken appToken(Team team, AccessApplication application, Session session, Duration life) {
        AccessConfig config = head.now();
        Asked asked = Asked.by(config, application);
        Instant now = now();
        Instant until = now.plus(within(session.identity(), now, life));
        return new AppToken(
                tokens.mint(
                        team.account(),
                        new AccessToken(
                                AccessToken.Type.APP,
                                application.aud().hex(),
                                team.authUrl().toString(),
                                holder(
                                        session,
                                        asked.claims(session.identity()),
                                        session.identity().methods().stream()
                                                .sorted()
                                                .toList(),
                                        asked.groups(session.identity())),
                                session.nonce(),
                                now,
                                until)),
                until);
    }

    /** A token for an application and when it expires. */
    record AppToken(String text, Instant until) {
        @Override
        public String toString() {
            return "AppToken[until %s]".formatted(until);
        }
    }

    private static AccessToken.Holder holder(
            Session session, Map<String, List<String>> claims, List<String> methods, List<String> groups) {
        return new AccessToken.Holder.Person(
                session.identity().email(),
                session.subject().toString(),
                Optional.of(new AccessToken.Provider(session.provider().toString(), session.providerType())),
                "XX",
                claims,
                methods,
                groups);
    }

    /** As long as was said, and no longer than the identity provider wants; but a minute, as its clock may be behind. */
    private static Duration within(Identity identity, Instant now, Duration life) {
        Duration wanted = identity.until()
                .map(end -> Duration.between(now, end))
                .filter(left -> left.compareTo(life) < 0)
                .orElse(life);
        return wanted.compareTo(SHORTEST) < 0 ? SHORTEST : wanted;
    }

    /** Tokens tell whole seconds. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
