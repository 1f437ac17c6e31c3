package dev.chancery.edge.access;

import dev.chancery.edge.access.Verdicts.Verdict;
import dev.chancery.edge.answer.Answer;
import dev.chancery.edge.answer.Reason;
import dev.chancery.edge.belief.Origin;
import dev.chancery.edge.belief.ServedSite;
import dev.chancery.trust.AccessConfig;
import dev.chancery.trust.AccessEntry;
import dev.chancery.trust.access.AccessApplication;
import dev.chancery.trust.access.ApplicationMap.Found;
import dev.chancery.trust.access.ClientCertificate;
import dev.chancery.trust.access.Cors;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Asks of each request for a hostname with applications who makes it, and whether the policies let them in: by the configuration
 * it is given and a clock it reads in that call. Shared between loops.
 */
public final class AccessGate {
    /** What belongs to the role that signs people in, on every hostname with an application. */
    private static final String PLANE = "/cdn-cgi/access/";

    private static final String METADATA_REQUEST = "cf-access-metadata-request";

    private final InstantSource clock;
    private final Verdicts verdicts = new Verdicts();
    private final SignIn signIn;

    /**
     * @param random draws what binds a sign-in to the browser that began it
     */
    public AccessGate(InstantSource clock, SecureRandom random) {
        this.clock = clock;
        this.signIn = new SignIn(random);
    }

    /**
     * What becomes of a request, before any of its fields were changed.
     *
     * @param site whose hostname the request names
     */
    public Admission admit(AccessConfig access, ServedSite site, Asked asked) {
        return switch (site.access()) {
            case NONE -> Admission.OPEN;
            case AUTH_DOMAIN -> carried(access, asked.request().uri());
            case APPLICATIONS -> atApplications(access, site.hostname(), asked);
        };
    }

    private Admission atApplications(AccessConfig access, String host, Asked asked) {
        String target = asked.request().uri();
        if (target.startsWith(PLANE)) {
            return carried(access, target);
        }
        if (target.indexOf('#') >= 0) {
            return turned(Reason.PATH_UNCLEAR);
        }
        String path = path(target);
        return switch (access.applications().find(host, path)) {
            case Found.Nothing _ -> Admission.OPEN;
            case Found.Unclear _ -> turned(Reason.PATH_UNCLEAR);
            case Found.Protected(var application) -> atApplication(access, application, new Place(host, path), asked);
        };
    }

    private record Place(String host, String path) {}

    private Admission atApplication(AccessConfig access, AccessApplication application, Place place, Asked asked) {
        HttpRequest request = asked.request();
        HttpHeaders fields = request.headers();
        if ("true".equalsIgnoreCase(fields.get(METADATA_REQUEST)) && isRead(request)) {
            return carried(access, PLANE + "metadata?path=" + URLEncoder.encode(place.path(), StandardCharsets.UTF_8));
        }
        if (Preflight.is(request)) {
            if (application.preflightBypass()) {
                return Admission.OPEN;
            }
            if (application.cors() != null) {
                return new Admission.Turned(Preflight.answer(application.cors(), fields));
            }
        }
        Shown shown = Shown.of(fields, application);
        return switch (verdicts.of(access, application, shown, asked, clock.instant())) {
            case Verdict.Admitted admitted ->
                new Admission.Through(
                        admitted.told().without(shown.secretField()),
                        new Guest(
                                place.host(),
                                place.path(),
                                asked.from().ip(),
                                admitted.token(),
                                shown.service(),
                                admitted.until()));
            case Verdict.NotKnown(var why) ->
                turned(application, fields, signIn.answer(access, application, place.host(), request, why));
            case Verdict.Refused refused ->
                turned(application, fields, Refusing.answer(application, place.host(), request, refused));
        };
    }

    /** Whether somebody whom a request was let in as would still be let in, by another configuration perhaps. */
    public boolean mayStay(Guest guest, AccessConfig access, ClientCertificate certificate) {
        Instant now = clock.instant();
        if (guest.isOver(now)) {
            return false;
        }
        return switch (access.applications().find(guest.host(), guest.path())) {
            case Found.Nothing _ -> true;
            case Found.Unclear _ -> false;
            case Found.Protected(var application) -> Verdicts.again(guest, access, application, certificate, now);
        };
    }

    /** Whether somebody's time, as it was when they were let in, is over. */
    public boolean isOver(Guest guest) {
        return guest.isOver(clock.instant());
    }

    private static Admission carried(AccessConfig access, String target) {
        Optional<AccessEntry.AccessPlane> plane = access.plane();
        try {
            return plane.isEmpty()
                    ? turned(Reason.ACCESS_UNAVAILABLE)
                    : new Admission.Carried(
                            Origin.of(plane.get().url(), ""),
                            plane.get().secret(),
                            target.startsWith("/") ? target : "/");
        } catch (IllegalArgumentException e) {
            return turned(Reason.ACCESS_UNAVAILABLE);
        }
    }

    /** An application that lets other origins' scripts ask lets them read what they are told. */
    private static Admission turned(AccessApplication application, HttpHeaders asked, Answer answer) {
        Cors cors = application.cors();
        return new Admission.Turned(cors == null ? answer : answer.with(Preflight.readers(cors, asked)));
    }

    private static Admission turned(Reason reason) {
        return new Admission.Turned(Answer.of(reason));
    }

    static boolean isRead(HttpRequest request) {
        return request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
    }

    /** The path of a target; that of {@code OPTIONS *} is the root. */
    public static String path(String target) {
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        return path.equals("*") ? "/" : path;
    }
}
