package dev.chancery.control.publishing;

import dev.chancery.trust.Hostname;
import java.net.URI;

/** Where people sign in, as a URL: what tokens name as their issuer ({@code iss}, RFC 7519 section 4.1.1). */
public final class AuthUrl {
    private AuthUrl() {}

    /**
     * The base URL of an auth domain, without a path.
     *
     * @param edgePort the port clients reach edges at; 443 goes unsaid
     */
    public static URI of(Hostname authDomain, int edgePort) {
        return URI.create("https://" + authDomain.ascii() + (edgePort == 443 ? "" : ":" + edgePort));
    }
}
