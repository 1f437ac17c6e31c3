package dev.chancery.control.organizations;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chancery.control.principal.PermissionGroup;
import dev.chancery.control.v4.Answer;
import dev.chancery.control.v4.Body;
import dev.chancery.control.v4.Call;
import dev.chancery.control.v4.Endpoints;
import dev.chancery.control.v4.Permission;
import dev.chancery.control.v4.Query;
import dev.chancery.control.v4.Route;
import dev.chancery.trust.Hostname;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code /{accounts|zones}/{id}/access/organizations} and what lies below it. */
public final class OrganizationEndpoints implements Endpoints {
    private static final int LONGEST_NAME = 350;
    private static final String OF_ACCOUNT = "/accounts/{account_id}/access/organizations";
    private static final String OF_ZONE = "/zones/{zone_id}/access/organizations";
    private static final String AUTH_DOMAIN_FORM = "a fully qualified domain name such as team.example.com";
    private static final PermissionGroup[] READERS = {
        PermissionGroup.ACCESS_ORGANIZATIONS_READ,
        PermissionGroup.ACCESS_ORGANIZATIONS_WRITE,
        PermissionGroup.ACCESS_ORGANIZATIONS_REVOKE
    };

    /** One mailbox, no more of RFC 5321 than that: whose address it is decides the provider, not we. */
    private static final Pattern EMAIL = Pattern.compile("[^\\s@\\p{Cntrl}]{1,64}@[^\\s@\\p{Cntrl}]{1,189}");

    private final Operations operations;

    /** What the routes call. */
    public record Operations(
            ReadOrganization read, CreateOrganization create, UpdateOrganization update, RevokeUser revokeUser) {}

    public OrganizationEndpoints(Operations operations) {
        this.operations = operations;
    }

    @Override
    public List<Route> routes() {
        return Stream.concat(
                        below(
                                OF_ACCOUNT,
                                Permission.onAccount(READERS),
                                Permission.onAccount(PermissionGroup.ACCESS_ORGANIZATIONS_WRITE)),
                        below(
                                OF_ZONE,
                                Permission.onAccountOfZone(READERS),
                                Permission.onAccountOfZone(PermissionGroup.ACCESS_ORGANIZATIONS_WRITE)))
                .toList();
    }

    private Stream<Route> below(String path, Permission read, Permission write) {
        return Stream.of(
                Route.get(
                        path,
                        read,
                        call -> Answer.ok(OrganizationJson.of(operations.read().read(call.accountOrZone())))),
                Route.post(path, write, this::create),
                Route.put(path, write, this::update),
                Route.post(path + "/revoke_user", write, this::revokeUser));
    }

    private Answer create(Call call) {
        Body body = call.body();
        Optional<String> name = name(body);
        if (!body.has("name")) {
            body.missing("name", "a string");
        }
        Optional<Hostname> authDomain =
                body.requiredParsed("auth_domain", OrganizationEndpoints::hostname, AUTH_DOMAIN_FORM);
        Map<String, Optional<JsonNode>> settings = SettingsBody.read(body);
        body.check();
        return Answer.created(OrganizationJson.of(operations
                .create()
                .create(call.accountOrZone(), name.orElseThrow(), authDomain.orElseThrow(), settings)));
    }

    private Answer update(Call call) {
        Body body = call.body();
        Optional<String> name = name(body);
        Optional<Hostname> authDomain = body.parsed("auth_domain", OrganizationEndpoints::hostname, AUTH_DOMAIN_FORM);
        Map<String, Optional<JsonNode>> settings = SettingsBody.read(body);
        body.check();
        return Answer.ok(
                OrganizationJson.of(operations.update().update(call.accountOrZone(), name, authDomain, settings)));
    }

    private static Optional<String> name(Body body) {
        Optional<String> name = body.text("name", LONGEST_NAME);
        name.filter(String::isBlank)
                .ifPresent(blank ->
                        body.invalid("name", "name: blank (expected: 1 to %d characters)".formatted(LONGEST_NAME)));
        return name;
    }

    private static Optional<Hostname> hostname(String text) {
        try {
            return Optional.of(Hostname.parse(text));
        } catch (Hostname.Malformed e) {
            return Optional.empty();
        }
    }

    /** The flags about devices are read and have no effect: the house knows no devices. */
    private Answer revokeUser(Call call) {
        Query query = call.query();
        query.flag("devices");
        query.check();
        Body body = call.body();
        Optional<String> email = body.requiredParsed(
                "email",
                text -> Optional.of(text).filter(it -> EMAIL.matcher(it).matches()),
                "an e-mail address");
        body.flag("devices");
        body.flag("warp_session_reauth");
        body.text("user_uid", 64);
        body.check();
        operations.revokeUser().revoke(call.accountOrZone(), email.orElseThrow());
        return Answer.ok(true);
    }
}
