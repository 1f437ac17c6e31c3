package dev.chancery.access.signin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chancery.access.web.AccessEndpoints;
import dev.chancery.access.web.AccessRoute;
import dev.chancery.access.web.WebAnswer;
import dev.chancery.access.web.WebRefusal;
import dev.chancery.access.web.WebRequest;
import dev.chancery.control.accessplane.AccessPlane;
import dev.chancery.control.accessplane.OnceKind;
import dev.chancery.control.accessplane.SignInProvider;
import dev.chancery.control.accessplane.Team;
import dev.chancery.trust.access.AccessDecision;
import dev.chancery.trust.access.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /cdn-cgi/access/pin}: sign-in by a code sent to an address. It lives ten minutes and five tries. Whether one was sent is not
 * told: addresses that no policy would let in, and those that were sent too many, hear the same.
 */
final class PinEndpoints implements SignInMethod {
    private static final Logger LOG = LoggerFactory.getLogger(PinEndpoints.class);
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final int TRIES = 5;
    private static final String SENT =
            "If this address may use the application, a code of six digits is on its way. It is good for ten minutes.";

    private final AccessPlane plane;
    private final Destinations destinations;
    private final Sessions sessions;
    private final Arrivals arrivals;
    private final Words words;
    private final PinMail mail;
    private final Executor sending;
    private final InstantSource clock;
    private final Throttle perAddress;
    private final Throttle perClient;

    PinEndpoints(
            AccessPlane plane,
            Destinations destinations,
            Sessions sessions,
            Arrivals arrivals,
            Words words,
            PinMail mail,
            Executor sending,
            InstantSource clock) {
        this.plane = plane;
        this.destinations = destinations;
        this.sessions = sessions;
        this.arrivals = arrivals;
        this.words = words;
        this.mail = mail;
        this.sending = sending;
        this.clock = clock;
        this.perAddress = new Throttle(5, LIFE, clock);
        this.perClient = new Throttle(30, LIFE, clock);
    }

    @Override
    public boolean serves(String type) {
        return type.equals("onetimepin");
    }

    @Override
    public Begun begin(Beginning beginning) {
        return new Begun(new Step.AskForAddress(), Map.of());
    }

    @Override
    public Identity finish(Finishing finishing) throws SignInRefused {
        throw new SignInRefused("A code is entered where it was asked for.");
    }

    /** The routes, once the sign-ins they go on with are known. */
    AccessEndpoints routes(Beginnings beginnings) {
        return () -> List.of(
                AccessRoute.page(AccessRoute.Method.POST, "/cdn-cgi/access/pin", request -> ask(beginnings, request)),
                AccessRoute.page(
                        AccessRoute.Method.POST, "/cdn-cgi/access/pin/check", request -> check(beginnings, request)));
    }

    private WebAnswer ask(Beginnings beginnings, WebRequest request) {
        Team team = LoginEndpoints.team(plane, request);
        String state = request.form().required("state");
        String email = request.form().required("email").strip().toLowerCase(Locale.ROOT);
        Attempt attempt = beginnings.find(team, state, request);
        Destination destination = destination(attempt);
        String pin = words.pin();
        plane.once().change(OnceKind.SIGN_IN, state, kept -> {
            ((ObjectNode) kept.path("remembered"))
                    .put("email", email)
                    .put("pin", Words.hash(state + ":" + pin))
                    .put("tries", "0")
                    .put("until", clock.instant().plus(LIFE).toString());
            return kept;
        });
        boolean wanted = Identity.isAddress(email)
                && perClient.admits(request.client())
                && perAddress.admits(team.account() + " " + email)
                && mayBeLetIn(destination, attempt, email, request);
        if (wanted) {
            // Not waited for: how long a mail server takes would tell that there is something to send.
            sending.execute(() -> send(team, email, pin));
        }
        return PinPages.code(200, team, state, SENT, destination.base(team));
    }

    private boolean mayBeLetIn(Destination destination, Attempt attempt, String email, WebRequest request) {
        return switch (arrivals.judged(destination, Person.of(email, attempt.provider()), request.client())) {
            case AccessDecision.Allowed _, AccessDecision.Bypassed _, AccessDecision.Service _ -> true;
            case AccessDecision.Denied _, AccessDecision.SignIn _ -> false;
        };
    }

    private void send(Team team, String email, String pin) {
        try {
            mail.send(team, email, pin);
        } catch (RuntimeException e) {
            LOG.atWarn().addKeyValue("account", team.account()).setCause(e).log("a code could not be sent");
        }
    }

    private WebAnswer check(Beginnings beginnings, WebRequest request) {
        Team team = LoginEndpoints.team(plane, request);
        String state = request.form().required("state");
        String pin = request.form().required("pin").strip();
        Attempt attempt = beginnings.find(team, state, request);
        Destination destination = destination(attempt);
        // Counted before it is compared, in one transaction: no number of tries at once are more than five.
        Map<String, String> kept = plane.once()
                .change(OnceKind.SIGN_IN, state, json -> {
                    ObjectNode remembered = (ObjectNode) json.path("remembered");
                    remembered.put(
                            "tries",
                            Integer.toString(
                                    Integer.parseInt(remembered.path("tries").asText("0")) + 1));
                    return json;
                })
                .map(changed -> Attempt.of(changed.value()).remembered())
                .orElse(Map.of());
        if (Integer.parseInt(kept.getOrDefault("tries", "0")) > TRIES) {
            plane.once().forget(OnceKind.SIGN_IN, state);
            return arrivals.failed(
                    team, destination, "onetimepin", new SignInRefused("Too many wrong codes."), request);
        }
        boolean right = Words.same(kept.getOrDefault("pin", ""), Words.hash(state + ":" + pin))
                && clock.instant().isBefore(Instant.parse(kept.getOrDefault("until", Instant.EPOCH.toString())));
        if (!right) {
            return PinPages.code(
                    403, team, state, "That is not the code we sent, or it is too old.", destination.base(team));
        }
        beginnings.take(team, state, request);
        SignInProvider provider = plane.providers()
                .find(team.account(), attempt.provider())
                .orElseThrow(() -> new WebRefusal(404, "Not Found. The identity provider is gone."));
        Identity identity =
                new Identity(kept.getOrDefault("email", ""), "", Set.of("otp"), Set.of(), Map.of(), Optional.empty());
        Session session = sessions.open(team, provider, identity, request.client());
        return arrivals.arrive(team, destination, session, request).with(sessions.cookie(team, session));
    }

    private Destination destination(Attempt attempt) {
        return destinations
                .kept(attempt.destination())
                .orElseThrow(() -> new WebRefusal(404, "Not Found. The application is gone."));
    }
}
