package dev.chancery.control.accessservicetokens;

import dev.chancery.control.accessrules.NameBody;
import dev.chancery.control.accessrules.NamedFilter;
import dev.chancery.control.accessrules.ServiceTokenId;
import dev.chancery.control.principal.PermissionGroup;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Excerpt;
import dev.chancery.control.v4.Answer;
import dev.chancery.control.v4.Body;
import dev.chancery.control.v4.Call;
import dev.chancery.control.v4.Endpoints;
import dev.chancery.control.v4.Paging;
import dev.chancery.control.v4.Permission;
import dev.chancery.control.v4.Query;
import dev.chancery.control.v4.Rfc3339;
import dev.chancery.control.v4.Route;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code /accounts/{account_id}/access/service_tokens} and {@code /zones/{zone_id}/access/service_tokens}. */
public final class ServiceTokenEndpoints implements Endpoints {
    private static final Paging.Bounds BOUNDS = new Paging.Bounds(1000, 1, 1000);
    private static final PermissionGroup READER = PermissionGroup.ACCESS_SERVICE_TOKENS_READ;
    private static final PermissionGroup WRITER = PermissionGroup.ACCESS_SERVICE_TOKENS_WRITE;
    private static final String OF_ACCOUNT = "/accounts/{account_id}/access/service_tokens";
    private static final String OF_ZONE = "/zones/{zone_id}/access/service_tokens";
    private static final String ONE = "/{service_token_id}";
    private static final String VERSION = "client_secret_version";

    private final Operations operations;

    /** What the routes call. */
    public record Operations(
            ListServiceTokens list,
            CreateServiceToken create,
            ReadServiceToken read,
            UpdateServiceToken update,
            RefreshServiceToken refresh,
            RotateServiceToken rotate,
            DeleteServiceToken delete) {}

    public ServiceTokenEndpoints(Operations operations) {
        this.operations = operations;
    }

    @Override
    public List<Route> routes() {
        Permission write = Permission.onAccount(WRITER);
        List<Route> routes = new ArrayList<>(routes(OF_ACCOUNT, Permission.onAccount(READER, WRITER), write));
        routes.addAll(routes(OF_ZONE, Permission.onAccountOfZone(READER, WRITER), Permission.onAccountOfZone(WRITER)));
        routes.add(Route.post(
                OF_ACCOUNT + ONE + "/refresh",
                write,
                call -> Answer.ok(ServiceTokenJson.of(operations.refresh().refresh(call.account(), id(call))))));
        routes.add(Route.post(OF_ACCOUNT + ONE + "/rotate", write, this::rotate));
        return routes;
    }

    private List<Route> routes(String all, Permission read, Permission write) {
        return List.of(
                Route.get(all, read, this::list),
                Route.post(all, write, this::create),
                Route.get(
                        all + ONE,
                        read,
                        call -> Answer.ok(ServiceTokenJson.of(operations.read().read(call.accountOrZone(), id(call))))),
                Route.put(all + ONE, write, this::update),
                Route.delete(
                        all + ONE,
                        write,
                        call -> Answer.ok(
                                ServiceTokenJson.of(operations.delete().delete(call.accountOrZone(), id(call))))));
    }

    private Answer list(Call call) {
        Query query = call.query();
        NamedFilter filter = new NamedFilter(query.text("name"), query.text("search"));
        Paging paging = query.paging(BOUNDS);
        query.check();
        ListServiceTokens.Page page =
                operations.list().page(call.accountOrZone(), filter, paging.offset(), paging.limit());
        return Answer.list(
                page.tokens().stream().map(ServiceTokenJson::of).toList(),
                paging.info(page.tokens().size(), page.total()));
    }

    private Answer create(Call call) {
        Body body = call.body();
        String name = NameBody.read(body);
        ServiceTokenDraft draft = new ServiceTokenDraft(
                name,
                lifetime(body).orElse(Lifetime.YEAR),
                body.flag("enabled").orElse(true),
                version(body).orElse(1L));
        // There is no secret before the first; what is said of one must make sense all the same.
        previousExpires(body);
        body.check();
        return Answer.created(ServiceTokenJson.of(operations.create().create(call.accountOrZone(), draft)));
    }

    private Answer update(Call call) {
        ServiceTokenId id = id(call);
        Body body = call.body();
        Optional<String> name = body.has("name") ? Optional.of(NameBody.read(body)) : Optional.empty();
        ServiceTokenChange change = new ServiceTokenChange(
                name, lifetime(body), body.flag("enabled"), version(body), previousExpires(body));
        body.check();
        return Answer.ok(ServiceTokenJson.of(operations.update().update(call.accountOrZone(), id, change)));
    }

    private Answer rotate(Call call) {
        ServiceTokenId id = id(call);
        Body body = call.body();
        Optional<Instant> previousExpires = previousExpires(body);
        body.check();
        return Answer.ok(ServiceTokenJson.of(operations.rotate().rotate(call.account(), id, previousExpires)));
    }

    private static Optional<Lifetime> lifetime(Body body) {
        return body.parsed("duration", Lifetime::parse, Lifetime.FORM);
    }

    private static Optional<Long> version(Body body) {
        Optional<Long> version = body.integer(VERSION);
        version.filter(number -> number < 1 || number > Integer.MAX_VALUE)
                .ifPresent(number -> body.invalid(
                        VERSION, "%s: %d (expected: 1 to %d)".formatted(VERSION, number, Integer.MAX_VALUE)));
        return version;
    }

    private static Optional<Instant> previousExpires(Body body) {
        return body.parsed("previous_client_secret_expires_at", Rfc3339::parse, "an RFC 3339 timestamp");
    }

    private static ServiceTokenId id(Call call) {
        String text = call.path("service_token_id");
        return ServiceTokenId.parse(text)
                .orElseThrow(() -> ErrorCode.INVALID_IDENTIFIER.refusal(
                        "service_token_id: %s (expected: a UUID or its 32 hex digits)".formatted(Excerpt.of(text))));
    }
}
