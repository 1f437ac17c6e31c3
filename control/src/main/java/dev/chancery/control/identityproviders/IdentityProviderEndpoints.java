package dev.chancery.control.identityproviders;

import dev.chancery.control.principal.PermissionGroup;
import dev.chancery.control.publishing.IdentityProviderId;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Excerpt;
import dev.chancery.control.v4.Answer;
import dev.chancery.control.v4.Call;
import dev.chancery.control.v4.Endpoints;
import dev.chancery.control.v4.Paging;
import dev.chancery.control.v4.Permission;
import dev.chancery.control.v4.Query;
import dev.chancery.control.v4.Route;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code /{accounts|zones}/{id}/access/identity_providers} and what lies below it. */
public final class IdentityProviderEndpoints implements Endpoints {
    private static final Paging.Bounds BOUNDS = new Paging.Bounds(200, 1, 1000);
    private static final String OF_ACCOUNT = "/accounts/{account_id}/access/identity_providers";
    private static final String OF_ZONE = "/zones/{zone_id}/access/identity_providers";
    private static final String ONE = "/{identity_provider_id}";
    private static final PermissionGroup[] READERS = {
        PermissionGroup.ACCESS_ORGANIZATIONS_READ, PermissionGroup.ACCESS_ORGANIZATIONS_WRITE
    };
    private static final Permission WRITE = Permission.onAccount(PermissionGroup.ACCESS_ORGANIZATIONS_WRITE);

    private final Operations operations;

    /** What the routes call. */
    public record Operations(
            ListIdentityProviders list,
            CreateIdentityProvider create,
            ReadIdentityProvider read,
            UpdateIdentityProvider update,
            DeleteIdentityProvider delete,
            CreateSamlCertificate certificate,
            RefreshScimSecret refresh) {}

    private record Deleted(String id) {}

    public IdentityProviderEndpoints(Operations operations) {
        this.operations = operations;
    }

    @Override
    public List<Route> routes() {
        return Stream.of(
                        below(OF_ACCOUNT, Permission.onAccount(READERS), WRITE),
                        below(
                                OF_ZONE,
                                Permission.onAccountOfZone(READERS),
                                Permission.onAccountOfZone(PermissionGroup.ACCESS_ORGANIZATIONS_WRITE)),
                        Stream.of(Route.post(OF_ACCOUNT + ONE + "/saml_certificate", WRITE, this::certificate)))
                .flatMap(routes -> routes)
                .toList();
    }

    private Stream<Route> below(String all, Permission read, Permission write) {
        return Stream.of(
                Route.get(all, read, this::list),
                Route.post(all, write, this::create),
                Route.get(
                        all + ONE,
                        read,
                        call -> Answer.ok(
                                IdentityProviderJson.of(operations.read().read(call.accountOrZone(), id(call))))),
                Route.put(all + ONE, write, this::update),
                Route.post(
                        all + ONE + "/refresh_scim_secret",
                        write,
                        call -> Answer.ok(
                                IdentityProviderJson.of(operations.refresh().refresh(call.accountOrZone(), id(call))))),
                Route.delete(
                        all + ONE,
                        write,
                        call -> Answer.accepted(new Deleted(operations
                                .delete()
                                .delete(call.accountOrZone(), id(call))
                                .toString()))));
    }

    private Answer list(Call call) {
        Query query = call.query();
        Optional<Boolean> scim = query.flag("scim_enabled");
        Paging paging = query.paging(BOUNDS);
        query.check();
        ListIdentityProviders.Page page =
                operations.list().page(call.accountOrZone(), scim, paging.offset(), paging.limit());
        return Answer.list(
                page.providers().stream().map(IdentityProviderJson::of).toList(),
                paging.info(page.providers().size(), page.total()));
    }

    private Answer create(Call call) {
        WantedProvider wanted = ProviderBody.read(call.body(), true);
        return Answer.created(IdentityProviderJson.of(operations.create().create(call.accountOrZone(), wanted)));
    }

    private Answer update(Call call) {
        IdentityProviderId id = id(call);
        WantedProvider wanted = ProviderBody.read(call.body(), false);
        return Answer.ok(IdentityProviderJson.of(operations.update().update(call.accountOrZone(), id, wanted)));
    }

    private Answer certificate(Call call) {
        CreateSamlCertificate.Outcome outcome = operations.certificate().create(call.account(), id(call));
        return outcome.created() ? Answer.created(outcome.set()) : Answer.ok(outcome.set());
    }

    private static IdentityProviderId id(Call call) {
        String text = call.path("identity_provider_id");
        return IdentityProviderId.parse(text)
                .orElseThrow(() -> ErrorCode.INVALID_IDENTIFIER.refusal(
                        "identity_provider_id: %s (expected: a UUID or its 32 hex digits)"
                                .formatted(Excerpt.of(text))));
    }
}
