package dev.chancery.access.signin;

import dev.chancery.access.tokens.AccessTokens;
import dev.chancery.access.web.AccessEndpoints;
import dev.chancery.control.accessplane.AccessPlane;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Everything about signing in, wired. */
public final class SignIn {
    private SignIn() {}

    /**
     * What it takes.
     *
     * @param methods the kinds of provider there are, beside PINs
     * @param mail brings PINs; without it there are none
     * @param sending runs what nobody waits for
     * @param pause lets time pass while a command line waits for its token
     */
    public record Parts(
            AccessPlane plane,
            AccessTokens tokens,
            List<SignInMethod> methods,
            Optional<PinMail> mail,
            Executor sending,
            SecureRandom random,
            InstantSource clock,
            Pause pause) {
        public Parts {
            methods = List.copyOf(methods);
        }
    }

    /** Its endpoints. */
    public static List<AccessEndpoints> endpoints(Parts parts) {
        AccessPlane plane = parts.plane();
        Words words = new Words(parts.random());
        Destinations destinations = new Destinations(plane.head());
        Sessions sessions = new Sessions(plane.once(), parts.tokens(), plane.head(), words, parts.clock());
        Arrivals arrivals = new Arrivals(plane, words);
        Optional<PinEndpoints> pins = parts.mail()
                .map(mail -> new PinEndpoints(
                        plane, destinations, sessions, arrivals, words, mail, parts.sending(), parts.clock()));
        List<SignInMethod> methods = new ArrayList<>(parts.methods());
        pins.ifPresent(methods::add);
        Beginnings beginnings = new Beginnings(plane.once(), methods, words, parts.clock());
        List<AccessEndpoints> endpoints = new ArrayList<>();
        endpoints.add(new LoginEndpoints(plane, destinations, sessions, beginnings, arrivals));
        endpoints.add(new AppEndpoints(plane, sessions, parts.tokens(), parts.clock()));
        endpoints.add(new CliEndpoints(plane, sessions, words, parts));
        pins.ifPresent(pin -> endpoints.add(pin.routes(beginnings)));
        return endpoints;
    }
}
