package dev.chancery.access.saml;

import java.net.URI;

/**
 * Us, as identity providers know us. The entity id and the address of the assertion consumer service are one, as in the original.
 *
 * @param authUrl the base URL of the auth domain, without path
 */
public record ServiceProvider(URI authUrl) {
    private static final String CALLBACK = "/cdn-cgi/access/callback";

    /** Where responses are sent. */
    public URI consumer() {
        return authUrl.resolve(CALLBACK);
    }

    /** What assertions name as their audience. */
    public String entityId() {
        return consumer().toString();
    }
}
