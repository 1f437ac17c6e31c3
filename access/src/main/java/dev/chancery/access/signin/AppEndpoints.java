package dev.chancery.access.signin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chancery.access.tokens.AccessTokens;
import dev.chancery.access.web.AccessEndpoints;
import dev.chancery.access.web.AccessRoute;
import dev.chancery.access.web.Page;
import dev.chancery.access.web.SetCookie;
import dev.chancery.access.web.WebAnswer;
import dev.chancery.access.web.WebRefusal;
import dev.chancery.access.web.WebRequest;
import dev.chancery.control.accessplane.AccessPlane;
import dev.chancery.control.accessplane.OnceKind;
import dev.chancery.control.accessplane.OneTimeValues;
import dev.chancery.control.accessplane.Team;
import dev.chancery.control.principal.AccountId;
import dev.chancery.trust.access.AccessApplication;
import dev.chancery.trust.access.ApplicationMap;
import dev.chancery.trust.access.Aud;
import dev.chancery.trust.access.CookieRules;
import dev.chancery.trust.access.Place;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What answers at an application's own host, and the like of it at the auth domain: {@code authorized}, {@code logout},
 * {@code get-identity}, {@code metadata}.
 */
final class AppEndpoints implements AccessEndpoints {
    private static final String BASE = "/cdn-cgi/access/";

    private final AccessPlane plane;
    private final Sessions sessions;
    private final AccessTokens tokens;
    private final InstantSource clock;

    AppEndpoints(AccessPlane plane, Sessions sessions, AccessTokens tokens, InstantSource clock) {
        this.plane = plane;
        this.sessions = sessions;
        this.tokens = tokens;
        this.clock = clock;
    }

    @Override
    public List<AccessRoute> routes() {
        return List.of(
                AccessRoute.page(AccessRoute.Method.GET, BASE + "authorized", this::authorized),
                AccessRoute.page(AccessRoute.Method.GET, BASE + "logout", this::logout),
                AccessRoute.api(AccessRoute.Method.GET, BASE + "get-identity", this::identity),
                AccessRoute.api(AccessRoute.Method.GET, BASE + "metadata", this::metadata));
    }

    private WebAnswer authorized(WebRequest request) {
        OneTimeValues.Kept kept = plane.once()
                .take(OnceKind.CODE, request.query().required("code"))
                .orElseThrow(AppEndpoints::noSuchCode);
        ObjectNode code = kept.value();
        AccessApplication application =
                plane.head().now().application(Destination.application(code)).orElseThrow(AppEndpoints::noSuchCode);
        Destination destination = Destination.of(application, code);
        boolean sameBrowser = request.cookie("CF_AppSession")
                .filter(cookie -> Words.same(Words.hash(cookie), destination.appSession()))
                .isPresent();
        if (!sameBrowser || !request.host().ascii().equals(destination.host())) {
            throw noSuchCode();
        }
        Team team = plane.teams().of(kept.account()).orElseThrow(AppEndpoints::noSuchCode);
        Session session = sessions.find(code.path("nonce").textValue()).orElseThrow(AppEndpoints::noSuchCode);
        Sessions.AppToken token = sessions.appToken(
                team,
                application,
                session,
                Duration.ofSeconds(code.path("seconds").longValue()));
        URI wanted = URI.create(request.base() + destination.path().text());
        return (application.cookie().sameSite() == CookieRules.SameSite.STRICT
                        ? Page.onwards(wanted, Looks.of(team))
                        : WebAnswer.redirect(wanted))
                .with(cookie(application, destination, token));
    }

    private static WebRefusal noSuchCode() {
        return new WebRefusal(
                403, "Forbidden. This code is over, or was given to another browser. Begin again at the application.");
    }

    private static SetCookie cookie(AccessApplication application, Destination destination, Sessions.AppToken token) {
        CookieRules rules = application.cookie();
        SetCookie.Site site = switch (rules.sameSite()) {
            case NONE -> SetCookie.Site.NONE;
            case LAX -> SetCookie.Site.LAX;
            case STRICT -> SetCookie.Site.STRICT;
        };
        return new SetCookie(
                Sessions.COOKIE,
                token.text(),
                rules.onPath() ? path(application, destination) : "/",
                token.until(),
                site,
                rules.httpOnly());
    }

    /** The place of the application that was asked for, if its path is one plain path. */
    private static String path(AccessApplication application, Destination destination) {
        String asked = destination.path().text().split("\\?", 2)[0];
        return application.places().stream()
                .filter(place -> place.covers(destination.host()) && place.coversPath(asked))
                .map(Place::path)
                .filter(AppEndpoints::isPlain)
                .findFirst()
                .orElse("/");
    }

    private static boolean isPlain(String path) {
        return !path.isEmpty() && path.indexOf('*') < 0;
    }

    /**
     * Ends the session and takes the cookies at this host away. Where no token tells the session, the auth domain, which has a
     * cookie of its own, ends it.
     */
    private WebAnswer logout(WebRequest request) {
        Optional<Team> here = plane.teams().at(request.host());
        if (here.isPresent()) {
            sessions.at(here.get(), request).ifPresent(sessions::end);
            return signedOut(here.get()).with(SetCookie.gone(Sessions.COOKIE, "/"));
        }
        List<AccessApplication> applications =
                plane.head().now().applications().at(request.host().ascii());
        if (applications.isEmpty()) {
            throw new WebRefusal(404, "Not Found. There is no application at this host.");
        }
        Team team = team(applications.getFirst());
        Optional<Sessions.AtApplication> token = tokenHere(request);
        token.map(Sessions.AtApplication::session).ifPresent(sessions::end);
        WebAnswer answer =
                token.isPresent() ? signedOut(team) : WebAnswer.redirect(URI.create(team.authUrl() + BASE + "logout"));
        answer = answer.with(SetCookie.gone(Sessions.COOKIE, "/"));
        for (String path : cookiePaths(applications, request)) {
            answer = answer.with(SetCookie.gone(Sessions.COOKIE, path));
        }
        return answer;
    }

    private static List<String> cookiePaths(List<AccessApplication> applications, WebRequest request) {
        return applications.stream()
                .filter(application -> application.cookie().onPath())
                .flatMap(application -> application.places().stream())
                .filter(place -> place.covers(request.host().ascii()))
                .map(Place::path)
                .filter(AppEndpoints::isPlain)
                .distinct()
                .toList();
    }

    private static WebAnswer signedOut(Team team) {
        return Page.of(
                200,
                "Signed out",
                "<p>You are signed out of %s.</p><p class=\"quiet\">Other applications you opened in this browser let you in until their own sessions end.</p>"
                        .formatted(Page.escaped(team.name())),
                Looks.of(team));
    }

    private WebAnswer identity(WebRequest request) {
        Optional<Team> here = plane.teams().at(request.host());
        Optional<Session> session = here.isPresent()
                ? sessions.at(here.get(), request)
                : tokenHere(request).map(Sessions.AtApplication::session);
        return session.map(found -> WebAnswer.json(200, found.json()))
                .orElseThrow(() -> new WebRefusal(401, "Unauthorized. Nobody is signed in here."));
    }

    /** A host may have several applications, each with a cookie of its own path: the one its token says it is for. */
    private Optional<Sessions.AtApplication> tokenHere(WebRequest request) {
        return named(request).flatMap(application -> sessions.at(team(application), application, request));
    }

    private Optional<AccessApplication> named(WebRequest request) {
        return request.cookie(Sessions.COOKIE)
                .flatMap(AccessTokens::unverifiedAudience)
                .filter(Destinations::isAud)
                .flatMap(aud -> plane.head().now().applicationFor(new Aud(aud)))
                .filter(application -> application.places().stream()
                        .anyMatch(place -> place.covers(request.host().ascii())));
    }

    private WebAnswer metadata(WebRequest request) {
        AccessApplication application =
                application(request, request.query().one("path").orElse("/"));
        Team team = team(application);
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("type", "match");
        claims.put("hostname", request.host().ascii());
        claims.put("auth_domain", team.authUrl().getRawAuthority());
        claims.put("aud", application.aud().hex());
        application.places().stream()
                .filter(place ->
                        place.isPattern() && place.covers(request.host().ascii()))
                .findFirst()
                .ifPresent(place -> claims.put("app_hostname", place.host()));
        claims.put("iat", clock.instant().getEpochSecond());
        return WebAnswer.text(200, "").with("cf-access-metadata", tokens.sign(team.account(), claims));
    }

    private AccessApplication application(WebRequest request, String path) {
        return switch (plane.head().now().applications().find(request.host().ascii(), path)) {
            case ApplicationMap.Found.Protected(AccessApplication application) -> application;
            case ApplicationMap.Found.Nothing _, ApplicationMap.Found.Unclear _ ->
                throw new WebRefusal(404, "Not Found. There is no application at this place.");
        };
    }

    private Team team(AccessApplication application) {
        return plane.teams()
                .of(new AccountId(application.account().hex()))
                .orElseThrow(() -> new WebRefusal(404, "Not Found. The account has no organization."));
    }
}
