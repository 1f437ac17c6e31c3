package dev.chancery.access.signin;

import dev.chancery.access.web.AccessEndpoints;
import dev.chancery.access.web.AccessRoute;
import dev.chancery.access.web.Page;
import dev.chancery.access.web.WebAnswer;
import dev.chancery.access.web.WebRefusal;
import dev.chancery.access.web.WebRequest;
import dev.chancery.control.accessplane.AccessPlane;
import dev.chancery.control.accessplane.SignInProvider;
import dev.chancery.control.accessplane.Team;
import dev.chancery.control.principal.AccountId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** {@code /cdn-cgi/access/login/{host}}, where edges send people, and {@code /cdn-cgi/access/callback}, where providers do. */
final class LoginEndpoints implements AccessEndpoints {
    private static final String LOGIN = "/cdn-cgi/access/login/{host}";
    private static final String CALLBACK = "/cdn-cgi/access/callback";

    private final AccessPlane plane;
    private final Destinations destinations;
    private final Sessions sessions;
    private final Beginnings beginnings;
    private final Arrivals arrivals;

    LoginEndpoints(
            AccessPlane plane, Destinations destinations, Sessions sessions, Beginnings beginnings, Arrivals arrivals) {
        this.plane = plane;
        this.destinations = destinations;
        this.sessions = sessions;
        this.beginnings = beginnings;
        this.arrivals = arrivals;
    }

    @Override
    public List<AccessRoute> routes() {
        return List.of(
                AccessRoute.page(AccessRoute.Method.GET, LOGIN, this::login),
                AccessRoute.page(AccessRoute.Method.GET, CALLBACK, this::callback),
                AccessRoute.page(AccessRoute.Method.POST, CALLBACK, this::callback));
    }

    private WebAnswer login(WebRequest request) {
        Team team = team(plane, request);
        Destination destination = destinations.asked(team, request);
        return answer(team, destination, request)
                .with("cf-access-domain", destination.host())
                .with("cf-access-aud", destination.application().aud().hex());
    }

    private WebAnswer answer(Team team, Destination destination, WebRequest request) {
        List<SignInProvider> ways = ways(destination);
        Optional<String> chosen = request.query().one("idp");
        if (chosen.isPresent()) {
            return begin(team, destination, one(ways, chosen.get()), request);
        }
        Optional<Session> session =
                request.query().one("again").isPresent() ? Optional.empty() : sessions.at(team, request);
        Optional<Session> good =
                session.filter(here -> ways.stream().anyMatch(way -> way.id().equals(here.provider())));
        if (good.isPresent()) {
            return arrivals.arrive(team, destination, good.get(), request);
        }
        boolean straight = destination.application().straightToProvider() || team.redirects();
        return straight
                        && ways.size() == 1
                        && session.isEmpty()
                        && request.query().one("again").isEmpty()
                ? begin(team, destination, ways.getFirst(), request)
                : page(team, destination, ways);
    }

    private WebAnswer begin(Team team, Destination destination, SignInProvider provider, WebRequest request) {
        try {
            return beginnings.begin(team, destination, provider, request);
        } catch (SignInRefused refused) {
            return arrivals.failed(team, destination, provider.type(), refused, request);
        }
    }

    private List<SignInProvider> ways(Destination destination) {
        List<UUID> allowed = destination.application().providers();
        return plane
                .providers()
                .of(new AccountId(destination.application().account().hex()))
                .stream()
                .filter(provider -> allowed.isEmpty() || allowed.contains(provider.id()))
                .filter(provider -> beginnings.method(provider).isPresent())
                .toList();
    }

    private static SignInProvider one(List<SignInProvider> ways, String id) {
        return ways.stream()
                .filter(way -> way.id().toString().equals(id))
                .findFirst()
                .orElseThrow(() -> new WebRefusal(404, "Not Found. The application has no such way of signing in."));
    }

    private static WebAnswer page(Team team, Destination destination, List<SignInProvider> ways) {
        StringBuilder body = new StringBuilder(512);
        String name = destination.application().name();
        body.append("<p class=\"quiet\">To go on to ")
                .append(Page.escaped(name.isEmpty() ? destination.host() : name + " (" + destination.host() + ")"))
                .append("</p>");
        for (SignInProvider way : ways) {
            body.append("<a class=\"choice\" href=\"?")
                    .append(Page.escaped(destination.query() + "&idp=" + way.id()))
                    .append("\">")
                    .append(Page.escaped(way.name()))
                    .append("</a>");
        }
        if (ways.isEmpty()) {
            body.append("<p class=\"said bad\">There is no way to sign in yet.</p>");
        }
        return Page.of(200, "Sign in to " + team.name(), body.toString(), Looks.of(team));
    }

    private WebAnswer callback(WebRequest request) {
        Team team = team(plane, request);
        String state = request.form()
                .one("RelayState")
                .or(() -> request.query().one("state"))
                .or(() -> request.query().one("RelayState"))
                .or(() -> request.form().one("state"))
                .orElseThrow(() -> new WebRefusal(400, "Bad Request. The identity provider sent no state."));
        Attempt attempt = beginnings.take(team, state, request);
        Destination destination = destinations
                .kept(attempt.destination())
                .orElseThrow(() -> new WebRefusal(404, "Not Found. The application is gone."));
        SignInProvider provider = plane.providers()
                .find(team.account(), attempt.provider())
                .orElseThrow(() -> new WebRefusal(404, "Not Found. The identity provider is gone."));
        try {
            SignInMethod method = beginnings
                    .method(provider)
                    .orElseThrow(() -> new SignInRefused("This way of signing in is not served here."));
            Identity identity = method.finish(new SignInMethod.Finishing(
                    beginnings.beginning(team, provider, state), attempt.remembered(), request));
            Session session = sessions.open(team, provider, identity, request.client());
            return arrivals.arrive(team, destination, session, request).with(sessions.cookie(team, session));
        } catch (SignInRefused refused) {
            return arrivals.failed(team, destination, provider.type(), refused, request);
        }
    }

    /**
     * The organization whose people sign in at the host that was asked for.
     *
     * @throws WebRefusal 404 if it is none
     */
    static Team team(AccessPlane plane, WebRequest request) {
        return plane.teams()
                .at(request.host())
                .orElseThrow(() -> new WebRefusal(404, "Not Found. Nobody signs in at this host."));
    }
}
