package dev.chancery.bench.signin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chancery.bench.server.Product;
import dev.chancery.testkit.Caller;
import dev.chancery.testkit.Reply;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * What the API is told so that people can sign in: an organization, and two applications that let in the addresses of
 * {@code example.com}.
 *
 * @param api with the owner's token
 * @param account the owner's
 * @param zone where all names are
 * @param port of the edge
 */
record House(Caller api, String account, String zone, int port) {
    static final String AUTH_DOMAIN = "login.example.com";
    static final String WIKI = "wiki.example.com";

    /** Its cookie comes along with nothing that another site asks for. */
    static final String NOTES = "notes.example.com";

    static House of(Product product, int port) {
        return new House(
                Caller.nobody(product.variable("CLOUDFLARE_BASE_URL")).bearer(product.token()),
                product.variable("CLOUDFLARE_ACCOUNT_ID"),
                product.zone(),
                port);
    }

    /** Makes the organization, the applications and the routes to their origin. */
    void found(String origin) {
        access(
                "POST",
                "organizations",
                Map.of(
                        "name",
                        "Example",
                        "auth_domain",
                        AUTH_DOMAIN,
                        "login_design",
                        Map.of(
                                "background_color",
                                "#0f3d3e",
                                "text_color",
                                "#f5f1e8",
                                "header_text",
                                "Example's applications",
                                "footer_text",
                                "Trouble? Ask at the front desk.")));
        route(AUTH_DOMAIN, origin);
        application("Wiki", WIKI, "lax", origin);
        application("Notes", NOTES, "strict", origin);
    }

    private void application(String name, String host, String sameSite, String origin) {
        route(host, origin);
        Map<String, ?> staff = Map.of(
                "name",
                "staff",
                "decision",
                "allow",
                "include",
                List.of(Map.of("email_domain", Map.of("domain", "example.com"))));
        access(
                "POST",
                "apps",
                Map.of(
                        "type",
                        "self_hosted",
                        "name",
                        name,
                        "domain",
                        host,
                        "same_site_cookie_attribute",
                        sameSite,
                        "policies",
                        List.of(staff)));
    }

    private void route(String hostname, String origin) {
        result(api.put("/zones/" + zone + "/edge/routes/" + hostname + "?wait=enforced", Map.of("origin", origin)));
    }

    /** Makes an identity provider and returns its id. */
    String provider(Map<String, ?> body) {
        return access("POST", "identity_providers", body).path("id").asText();
    }

    /** Changes one. */
    void change(String provider, Map<String, ?> body) {
        access("PUT", "identity_providers/" + provider, body);
    }

    /** Makes a certificate set for a SAML identity provider and returns its id. */
    String certificateSet(String provider) {
        return access("POST", "identity_providers/" + provider + "/saml_certificate", Map.of())
                .path("uid")
                .asText();
    }

    /** Rotates a certificate set. */
    void rotate(String set) {
        access("POST", "saml_certificates/" + set + "/rotate", Map.of());
    }

    private JsonNode access(String method, String path, Map<String, ?> body) {
        return result(api.call(method, "/accounts/" + account + "/access/" + path, Caller.json(body)));
    }

    private static JsonNode result(Reply reply) {
        if (reply.status() / 100 != 2) {
            throw new IllegalStateException("the API answered %d: %s".formatted(reply.status(), reply.text()));
        }
        return reply.json().path("result");
    }

    /** An address that the edge serves. */
    URI at(String host, String path) {
        return URI.create("https://" + host + ":" + port + path);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "House[" + account + "]";
    }
}
