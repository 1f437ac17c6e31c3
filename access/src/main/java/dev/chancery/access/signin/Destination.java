package dev.chancery.access.signin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chancery.control.accessplane.Team;
import dev.chancery.trust.access.AccessApplication;
import java.net.URI;
import java.util.UUID;

/**
 * Where somebody wants to go.
 *
 * @param application the application
 * @param host the host they asked for
 * @param path what they asked for there
 * @param appSession SHA-256 of the cookie their browser has at that host, in lower-case hex: only that browser gets in
 */
record Destination(AccessApplication application, String host, ReturnPath path, String appSession) {
    /** The host's address, which has the port of the auth domain's: one edge serves both. */
    URI base(Team team) {
        int port = team.authUrl().getPort();
        return URI.create("https://" + host + (port < 0 ? "" : ":" + port));
    }

    /** The address of the login page that leads here. */
    URI login(Team team) {
        return URI.create(team.authUrl() + "/cdn-cgi/access/login/" + host + "?" + query());
    }

    /** The query that leads here. */
    String query() {
        return "kid=%s&redirect_url=%s&app_session=%s"
                .formatted(application.aud().hex(), Urls.encoded(path.text()), appSession);
    }

    ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("application", application.id().toString())
                .put("host", host)
                .put("path", path.text())
                .put("app_session", appSession);
    }

    static UUID application(ObjectNode json) {
        return UUID.fromString(json.path("application").textValue());
    }

    static Destination of(AccessApplication application, ObjectNode json) {
        return new Destination(
                application,
                json.path("host").textValue(),
                new ReturnPath(json.path("path").textValue()),
                json.path("app_session").textValue());
    }
}
