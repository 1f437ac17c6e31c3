package dev.chancery.access.signin;

import dev.chancery.access.AccessHouse;
import dev.chancery.control.db.Lane;
import dev.chancery.control.house.Tenant;
import dev.chancery.control.publishing.TrustLog;
import dev.chancery.trust.AccessEntry;
import dev.chancery.trust.Change;
import dev.chancery.trust.access.AccessAccount;
import dev.chancery.trust.access.AccessApplication;
import dev.chancery.trust.access.AccessPolicy;
import dev.chancery.trust.access.ApplicationType;
import dev.chancery.trust.access.Aud;
import dev.chancery.trust.access.CookieRules;
import dev.chancery.trust.access.Place;
import dev.chancery.trust.access.Refusals;
import dev.chancery.trust.access.Rule;
import dev.chancery.trust.access.RuleSet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * An organization with one application, as edges are told of it, that lets in the addresses of {@code example.com}.
 *
 * @param auth the auth domain
 * @param host the application's host
 * @param aud its audience tag
 */
record Protected(Tenant tenant, String auth, String host, String aud) {
    static Protected by(Tenant tenant) {
        return by(tenant, CookieRules.DEFAULT);
    }

    static Protected by(Tenant tenant, CookieRules cookie) {
        UUID policy = UUID.randomUUID();
        String host = "app." + tenant.zoneName();
        String aud = (UUID.randomUUID().toString() + UUID.randomUUID()).replace("-", "");
        AccessAccount account = new AccessAccount(tenant.account().hex());
        AccessApplication application = new AccessApplication(
                UUID.randomUUID(),
                account,
                new Aud(aud),
                ApplicationType.SELF_HOSTED,
                "Wiki <of all>",
                List.of(new Place(host, "")),
                Duration.ofHours(2),
                List.of(),
                false,
                cookie,
                Refusals.DEFAULT,
                null,
                false,
                null,
                List.of(policy));
        RuleSet rules = new RuleSet(List.of(new Rule.EmailDomain("example.com")), List.of(), List.of());
        publish(
                tenant,
                List.of(
                        Change.put(new AccessEntry.Application(application)),
                        Change.put(new AccessEntry.Policy(
                                new AccessPolicy(policy, "staff", AccessPolicy.Effect.ALLOW, rules, null)))));
        return new Protected(tenant, AccessHouse.organization(tenant), host, aud);
    }

    /** Makes an identity provider and answers its id. */
    String provider(Map<String, ?> body) {
        return tenant.post("/accounts/{account}/access/identity_providers", body)
                .result(201)
                .path("id")
                .textValue();
    }

    /** Where an edge sends a browser whose session at the host has this value. */
    String login(String session, String path) {
        return "https://%s/cdn-cgi/access/login/%s?kid=%s&redirect_url=%s&app_session=%s"
                .formatted(auth, host, aud, Urls.encoded(path), Words.hash(session));
    }

    String at(String path) {
        return "https://" + host + "/cdn-cgi/access/" + path;
    }

    String atAuth(String path) {
        return "https://" + auth + "/cdn-cgi/access/" + path;
    }

    /** Tells that a person's tokens from before are worth nothing. */
    void revoke(String email, Instant before) {
        publish(
                tenant,
                List.of(Change.put(new AccessEntry.TokensRevoked(
                        new AccessAccount(tenant.account().hex()), AccessEntry.TokenScope.USER, email, before))));
    }

    private static void publish(Tenant tenant, List<Change> changes) {
        tenant.house().database().write(Lane.TRUST, tx -> new TrustLog(tenant.house()::now).publish(tx, changes));
    }

    /** What the log of sign-ins says, newest last. */
    List<String> log() {
        return tenant.house()
                .query(
                        "select connection || ' ' || email || ' ' || allowed from access_request where account_id = ?"
                                + " order by created_on, id",
                        tenant.account().hex());
    }
}
