package dev.chancery.access.signin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import dev.chancery.trust.access.Aud;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * {@code /cdn-cgi/access/cli} and {@code /transfer/{key}}: a command line opens a browser, and the tokens of whoever signs in there
 * come to it, sealed to a key it made. The person is asked first: anybody can send them such an address.
 */
final class CliEndpoints implements AccessEndpoints {
    private static final String CLI = "/cdn-cgi/access/cli";
    private static final String APP_SESSION = "CF_AppSession";
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final Duration POLLED = Duration.ofSeconds(50);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final AccessPlane plane;
    private final Sessions sessions;
    private final Words words;
    private final SecureRandom random;
    private final InstantSource clock;
    private final Pause pause;

    CliEndpoints(AccessPlane plane, Sessions sessions, Words words, SignIn.Parts parts) {
        this.plane = plane;
        this.sessions = sessions;
        this.words = words;
        this.random = parts.random();
        this.clock = parts.clock();
        this.pause = parts.pause();
    }

    @Override
    public List<AccessRoute> routes() {
        return List.of(
                AccessRoute.page(AccessRoute.Method.GET, CLI, this::ask),
                AccessRoute.page(AccessRoute.Method.POST, CLI, this::give),
                AccessRoute.api(AccessRoute.Method.GET, "/transfer/{key}", this::transfer)
                        .within(POLLED.plusSeconds(10)));
    }

    /** What the command line asks for. */
    private record Wanted(AccessApplication application, Team team, String key) {}

    private Wanted wanted(String aud, String key, WebRequest request) {
        if (NaclBox.publicKey(key).isEmpty()) {
            throw new WebRefusal(400, "Bad Request. token: no public key (expected: 32 bytes in base64url).");
        }
        AccessApplication application = Optional.of(aud)
                .filter(Destinations::isAud)
                .flatMap(text -> plane.head().now().applicationFor(new Aud(text)))
                .filter(found -> found.places().stream()
                        .anyMatch(place -> place.covers(request.host().ascii())))
                .orElseThrow(() -> new WebRefusal(404, "Not Found. There is no such application at this host."));
        Team team = plane.teams()
                .of(new AccountId(application.account().hex()))
                .orElseThrow(() -> new WebRefusal(404, "Not Found. The account has no organization."));
        return new Wanted(application, team, key);
    }

    private WebAnswer ask(WebRequest request) {
        String aud = request.query().required("aud");
        String key = request.query().required("token");
        Wanted wanted = wanted(aud, key, request);
        Optional<Sessions.AtApplication> here = sessions.at(wanted.team(), wanted.application(), request);
        if (here.isEmpty()) {
            return signIn(wanted, request);
        }
        return Page.of(
                200,
                "Sign in a command line?",
                """
                <p>A program on a command line wants to use %s as %s.</p>
                <p class="said">Go on only if you have just started it yourself.</p>
                <form method="post" action="%s"><input type="hidden" name="aud" value="%s">
                <input type="hidden" name="token" value="%s"><input type="hidden" name="confirm" value="%s">
                <button>Let it</button></form>
                """.formatted(
                                Page.escaped(request.host().ascii()),
                                Page.escaped(here.get().session().identity().email()),
                                CLI,
                                Page.escaped(aud),
                                Page.escaped(key),
                                confirmation(here.get(), key)),
                Looks.of(wanted.team()));
    }

    private WebAnswer signIn(Wanted wanted, WebRequest request) {
        String session = request.cookie(APP_SESSION)
                .filter(value -> value.matches("[0-9a-f]{32}"))
                .orElseGet(() -> Words.hash(words.next()).substring(0, 32));
        Destination destination = new Destination(
                wanted.application(),
                request.host().ascii(),
                new ReturnPath(
                        CLI + "?aud=" + wanted.application().aud().hex() + "&token=" + Urls.encoded(wanted.key())),
                Words.hash(session));
        return WebAnswer.redirect(destination.login(wanted.team()))
                .with(SetCookie.lax(APP_SESSION, session, clock.instant().plus(Duration.ofDays(1))));
    }

    /** Known to nobody who does not have the token, so that no other site can press the button. */
    private static String confirmation(Sessions.AtApplication here, String key) {
        return Words.hash("cli " + here.text() + " " + key);
    }

    private WebAnswer give(WebRequest request) {
        Wanted wanted = wanted(request.form().required("aud"), request.form().required("token"), request);
        Sessions.AtApplication here = sessions.at(wanted.team(), wanted.application(), request)
                .filter(found -> Words.same(
                        confirmation(found, wanted.key()), request.form().required("confirm")))
                .orElseThrow(() -> new WebRefusal(403, "Forbidden. This was not asked for in this browser."));
        ObjectNode tokens = JsonNodeFactory.instance.objectNode();
        tokens.put("app_token", here.text());
        tokens.put("org_token", sessions.orgToken(wanted.team(), here.session()));
        byte[] recipient = NaclBox.publicKey(wanted.key()).orElseThrow();
        NaclBox.Sealed box = NaclBox.seal(tokens.toString().getBytes(StandardCharsets.UTF_8), recipient, random)
                .orElseThrow(() -> new WebRefusal(400, "Bad Request. token: a key that protects nothing."));
        plane.once()
                .put(
                        OnceKind.TRANSFER,
                        name(recipient),
                        wanted.team().account(),
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("box", Base64.getEncoder().encodeToString(box.contents()))
                                .put("key", Base64.getUrlEncoder().encodeToString(box.publicKey())),
                        LIFE);
        return Page.of(
                200,
                "Signed in",
                "<p>The command line is signed in. You may close this page.</p>",
                Looks.of(wanted.team()));
    }

    /** A key is written with or without padding; the box is under its bytes. */
    private static String name(byte[] key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key);
    }

    /** Waits for a box, as clients expect; one that is not there yet is answered 404 and asked for again. */
    private WebAnswer transfer(WebRequest request) {
        byte[] key = NaclBox.publicKey(request.placeholder("key"))
                .orElseThrow(() -> new WebRefusal(400, "Bad Request. That is no public key."));
        for (long waited = 0; waited < POLLED.toMillis(); waited += PAUSE.toMillis()) {
            Optional<OneTimeValues.Kept> kept = plane.once()
                    .find(OnceKind.TRANSFER, name(key))
                    .flatMap(there -> plane.once().take(OnceKind.TRANSFER, name(key)));
            if (kept.isPresent()) {
                ObjectNode value = kept.get().value();
                return WebAnswer.text(200, value.path("box").textValue())
                        .with("service-public-key", value.path("key").textValue());
            }
            if (!pause.rest(PAUSE)) {
                break;
            }
        }
        throw new WebRefusal(404, "Not Found. Nobody has signed in yet.");
    }
}
