package dev.chancery.control.accessapps;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chancery.control.principal.PermissionGroup;
import dev.chancery.control.publishing.ApplicationId;
import dev.chancery.control.publishing.ApplicationPolicies;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Excerpt;
import dev.chancery.control.v4.Answer;
import dev.chancery.control.v4.Body;
import dev.chancery.control.v4.Call;
import dev.chancery.control.v4.Endpoints;
import dev.chancery.control.v4.Paging;
import dev.chancery.control.v4.Permission;
import dev.chancery.control.v4.Query;
import dev.chancery.control.v4.Route;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code /accounts/{account_id}/access/apps} and {@code /zones/{zone_id}/access/apps}, without what hangs on one application. */
public final class ApplicationEndpoints implements Endpoints {
    private static final Paging.Bounds BOUNDS = new Paging.Bounds(1000, 1, 1000);

    private final Operations operations;
    private final ApplicationBody body;

    /** What the routes call. */
    public record Operations(
            ListApplications list,
            CreateApplication create,
            ReadApplication read,
            UpdateApplication update,
            DeleteApplication delete,
            ChangeSettings settings,
            RevokeTokens revokeTokens,
            CheckPolicies checkPolicies) {}

    /** The groups of one kind of path; the copies for accounts and for zones are different groups. */
    private record Permissions(String base, Permission list, Permission read, Permission write, Permission revoke) {
        static final Permissions ACCOUNT = new Permissions(
                "/accounts/{account_id}/access/apps",
                Permission.onAccount(
                        PermissionGroup.ACCESS_APPS_REVOKE,
                        PermissionGroup.ACCESS_APPS_WRITE,
                        PermissionGroup.ACCESS_APPS_READ),
                Permission.onAccount(PermissionGroup.ACCESS_APPS_WRITE, PermissionGroup.ACCESS_APPS_READ),
                Permission.onAccount(PermissionGroup.ACCESS_APPS_WRITE),
                Permission.onAccount(PermissionGroup.ACCESS_APPS_REVOKE, PermissionGroup.ACCESS_APPS_WRITE));
        static final Permissions ZONE = new Permissions(
                "/zones/{zone_id}/access/apps",
                Permission.onZone(
                        PermissionGroup.ZONE_ACCESS_APPS_REVOKE,
                        PermissionGroup.ZONE_ACCESS_APPS_WRITE,
                        PermissionGroup.ZONE_ACCESS_APPS_READ),
                Permission.onZone(PermissionGroup.ZONE_ACCESS_APPS_WRITE, PermissionGroup.ZONE_ACCESS_APPS_READ),
                Permission.onZone(PermissionGroup.ZONE_ACCESS_APPS_WRITE),
                Permission.onZone(PermissionGroup.ZONE_ACCESS_APPS_REVOKE, PermissionGroup.ZONE_ACCESS_APPS_WRITE));
    }

    private record IdJson(String id) {
        static IdJson of(ApplicationId id) {
            return new IdJson(id.toString());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record SettingsJson(
            @Nullable Boolean allowIframe, @Nullable Boolean skipInterstitial) {
        static SettingsJson of(ChangeSettings.Settings settings) {
            return new SettingsJson(
                    settings.allowIframe().orElse(null),
                    settings.skipInterstitial().orElse(null));
        }
    }

    /**
     * @param policies reads the policies in a body
     */
    public ApplicationEndpoints(Operations operations, ApplicationPolicies policies) {
        this.operations = operations;
        this.body = new ApplicationBody(policies);
    }

    @Override
    public List<Route> routes() {
        return Stream.of(Permissions.ACCOUNT, Permissions.ZONE)
                .flatMap(this::routes)
                .toList();
    }

    private Stream<Route> routes(Permissions permissions) {
        String all = permissions.base();
        String one = all + "/{app_id}";
        return Stream.of(
                Route.get(all, permissions.list(), this::list),
                Route.post(
                        all,
                        permissions.write(),
                        call -> Answer.created(ApplicationJson.of(
                                operations.create().create(call.accountOrZone(), body.read(call.body()))))),
                Route.get(
                        one,
                        permissions.read(),
                        call -> Answer.ok(ApplicationJson.of(operations.read().read(call.accountOrZone(), id(call))))),
                Route.put(
                        one,
                        permissions.write(),
                        call -> Answer.ok(ApplicationJson.of(
                                operations.update().update(call.accountOrZone(), id(call), body.read(call.body()))))),
                Route.delete(
                        one,
                        permissions.write(),
                        call -> Answer.accepted(IdJson.of(operations.delete().delete(call.accountOrZone(), id(call))))),
                Route.put(one + "/settings", permissions.write(), this::replaceSettings),
                Route.patch(one + "/settings", permissions.write(), this::editSettings),
                Route.post(one + "/revoke_tokens", permissions.revoke(), this::revokeTokens),
                Route.get(
                        one + "/user_policy_checks",
                        permissions.read(),
                        call -> Answer.ok(PolicyCheckJson.of(operations
                                .checkPolicies()
                                .check(
                                        call.accountOrZone(),
                                        id(call),
                                        call.query().text("email"))))));
    }

    private Answer list(Call call) {
        Query query = call.query();
        ApplicationFilter filter = new ApplicationFilter(
                query.text("name"),
                query.text("domain"),
                query.text("aud"),
                query.parsed("target_attributes", ApplicationFilter.Attribute::parse, "key=value"),
                query.text("search"),
                query.flag("exact").orElse(false));
        Paging paging = query.paging(BOUNDS);
        query.check();
        ListApplications.Page page =
                operations.list().page(call.accountOrZone(), filter, paging.offset(), paging.limit());
        return Answer.list(
                page.applications().stream().map(ApplicationJson::of).toList(),
                paging.info(page.applications().size(), page.total()));
    }

    private Answer replaceSettings(Call call) {
        return Answer.accepted(
                SettingsJson.of(operations.settings().replace(call.accountOrZone(), id(call), settings(call))));
    }

    private Answer editSettings(Call call) {
        return Answer.accepted(
                SettingsJson.of(operations.settings().edit(call.accountOrZone(), id(call), settings(call))));
    }

    private static ChangeSettings.Settings settings(Call call) {
        Body body = call.body();
        Optional<Boolean> allowIframe = body.flag(ChangeSettings.ALLOW_IFRAME);
        Optional<Boolean> skipInterstitial = body.flag(ChangeSettings.SKIP_INTERSTITIAL);
        body.check();
        return new ChangeSettings.Settings(allowIframe, skipInterstitial);
    }

    private Answer revokeTokens(Call call) {
        operations.revokeTokens().revoke(call.accountOrZone(), id(call));
        return new Answer.Enveloped(202, null, null, List.of());
    }

    /** The application in the path. */
    static ApplicationId id(Call call) {
        String text = call.path("app_id");
        return ApplicationId.parse(text)
                .orElseThrow(() -> ErrorCode.INVALID_IDENTIFIER.refusal(
                        "app_id: %s (expected: a UUID or its 32 hex digits)".formatted(Excerpt.of(text))));
    }
}
