package dev.chancery.access.signin;

import dev.chancery.access.web.Page;
import dev.chancery.access.web.SetCookie;
import dev.chancery.access.web.WebAnswer;
import dev.chancery.access.web.WebRefusal;
import dev.chancery.access.web.WebRequest;
import dev.chancery.control.accessplane.OnceKind;
import dev.chancery.control.accessplane.OneTimeValues;
import dev.chancery.control.accessplane.SignInProvider;
import dev.chancery.control.accessplane.Team;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Sign-ins begun and come back to. Each is bound to the browser that began it. */
final class Beginnings {
    /** The cookie that knows the browser again, at the auth domain. */
    private static final String COOKIE = "CF_SignIn";

    private static final Duration LIFE = Duration.ofMinutes(15);

    private final OneTimeValues once;
    private final List<SignInMethod> methods;
    private final Words words;
    private final InstantSource clock;

    Beginnings(OneTimeValues once, List<SignInMethod> methods, Words words, InstantSource clock) {
        this.once = once;
        this.methods = List.copyOf(methods);
        this.words = words;
        this.clock = clock;
    }

    /** What serves a provider; empty if nothing here does. */
    Optional<SignInMethod> method(SignInProvider provider) {
        return methods.stream().filter(method -> method.serves(provider.type())).findFirst();
    }

    /**
     * Begins a sign-in and sends the browser where it leads.
     *
     * @throws SignInRefused if the provider cannot be used
     */
    WebAnswer begin(Team team, Destination destination, SignInProvider provider, WebRequest request)
            throws SignInRefused {
        SignInMethod method =
                method(provider).orElseThrow(() -> new SignInRefused("This way of signing in is not served here."));
        String state = words.next();
        SignInMethod.Begun begun = method.begin(beginning(team, provider, state));
        String browser = request.cookie(COOKIE).filter(Words::isWord).orElseGet(words::next);
        once.put(
                OnceKind.SIGN_IN,
                state,
                team.account(),
                new Attempt(destination.json(), provider.id(), Words.hash(browser), begun.remembered()).json(),
                LIFE);
        WebAnswer answer = switch (begun.step()) {
            case SignInMethod.Step.Redirect(URI to) -> WebAnswer.redirect(to);
            case SignInMethod.Step.Form form -> Page.sending(form.to(), form.fields());
            case SignInMethod.Step.AskForAddress _ -> PinPages.address(team, state);
        };
        // Identity providers post from their own site, so the cookie must come along with that.
        return answer.with(SetCookie.crossSite(COOKIE, browser, clock.instant().plus(LIFE)));
    }

    SignInMethod.Beginning beginning(Team team, SignInProvider provider, String state) {
        return new SignInMethod.Beginning(
                team, provider, state, URI.create(team.authUrl() + "/cdn-cgi/access/callback"));
    }

    /**
     * The sign-in a state belongs to; it stays.
     *
     * @throws WebRefusal 403 if there is none, or another browser began it
     */
    Attempt find(Team team, String state, WebRequest request) {
        return once.find(OnceKind.SIGN_IN, state)
                .filter(kept -> kept.account().equals(team.account()))
                .map(kept -> Attempt.of(kept.value()))
                .filter(attempt -> ofThisBrowser(attempt, request))
                .orElseThrow(Beginnings::unknown);
    }

    /**
     * The sign-in a state belongs to, which is over with that.
     *
     * @throws WebRefusal 403 if there is none, or another browser began it
     */
    Attempt take(Team team, String state, WebRequest request) {
        find(team, state, request);
        return once.take(OnceKind.SIGN_IN, state)
                .map(kept -> Attempt.of(kept.value()))
                .orElseThrow(Beginnings::unknown);
    }

    private static boolean ofThisBrowser(Attempt attempt, WebRequest request) {
        return request.cookie(COOKIE)
                .filter(browser -> Words.same(Words.hash(browser), attempt.browser()))
                .isPresent();
    }

    private static WebRefusal unknown() {
        return new WebRefusal(
                403,
                "Forbidden. This sign-in was not begun in this browser, or is over. Begin again at the application.");
    }
}
