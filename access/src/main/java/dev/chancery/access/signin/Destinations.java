package dev.chancery.access.signin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chancery.access.web.WebRefusal;
import dev.chancery.access.web.WebRequest;
import dev.chancery.control.accessplane.Head;
import dev.chancery.control.accessplane.Team;
import dev.chancery.trust.access.AccessApplication;
import dev.chancery.trust.access.Aud;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads where somebody wants to go, and believes only places the applications of the organization have. */
final class Destinations {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    private final Head head;

    Destinations(Head head) {
        this.head = head;
    }

    /**
     * What a request for the login page asks for.
     *
     * @throws WebRefusal 400 if it is no address an edge sends people to, 404 if there is no such application
     */
    Destination asked(Team team, WebRequest request) {
        String aud = request.query().required("kid");
        String session = request.query().required("app_session");
        ReturnPath path = request.query()
                .one("redirect_url")
                .map(text -> ReturnPath.parse(text)
                        .orElseThrow(() -> new WebRefusal(
                                400, "Bad Request. redirect_url: not a path of the application's own host.")))
                .orElse(new ReturnPath("/"));
        if (!isAud(aud) || !HEX.matcher(session).matches()) {
            throw new WebRefusal(400, "Bad Request. kid and app_session: 64 hex digits expected.");
        }
        String host = request.placeholder("host");
        AccessApplication application = head.now()
                .applicationFor(new Aud(aud))
                .filter(found -> found.account().hex().equals(team.account().hex()))
                .filter(found -> found.places().stream().anyMatch(place -> place.covers(host)))
                .orElseThrow(
                        () -> new WebRefusal(404, "Not Found. There is no such application at this organization."));
        return new Destination(application, host, path, session);
    }

    /** Whether a text is an audience tag. */
    static boolean isAud(String text) {
        return HEX.matcher(text).matches();
    }

    /** What was kept of a destination; empty if its application is gone. */
    Optional<Destination> kept(ObjectNode json) {
        return head.now()
                .application(Destination.application(json))
                .map(application -> Destination.of(application, json));
    }
}
