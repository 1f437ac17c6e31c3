package dev.chancery.control.organizations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chancery.control.house.HouseTest;
import dev.chancery.control.house.Tenant;
import dev.chancery.control.v4.Rfc3339;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Organizations over HTTP, on every engine. */
interface OrganizationsContract extends HouseTest {
    String PATH = "/accounts/{account}/access/organizations";
    String OF_ZONE = "/zones/{zone}/access/organizations";
    String NOT_ENABLED = "9999 - access.api.error.not_enabled: Access is not enabled. The account has no organization"
            + " (expected: one, made by POST …/access/organizations)";

    private static String domain(Tenant tenant) {
        return "team-%s.example.com".formatted(tenant.account());
    }

    private JsonNode made() {
        return account()
                .post(PATH, "{'name':'Widget Corps','auth_domain':'%s'}".formatted(domain(account())))
                .result(201);
    }

    @Test
    default void makesOneWithTheDocumentedDefaults() {
        account().get(PATH).refused(404, NOT_ENABLED);
        account().put(PATH, "{'name':'x'}").refused(404, NOT_ENABLED);
        assertThat(account()
                        .get("/accounts/{account}/access/identity_providers")
                        .status())
                .as("the rest of Access works at once")
                .isEqualTo(200);
        JsonNode made = made();
        assertThat(made.path("name").textValue()).isEqualTo("Widget Corps");
        assertThat(made.path("auth_domain").textValue()).isEqualTo(domain(account()));
        assertThat(made.path("session_duration").textValue()).isEqualTo("24h");
        assertThat(made.path("created_at").textValue()).isEqualTo(Rfc3339.micros(house().now()));
        for (String flag : SettingsBody.FLAGS) {
            assertThat(made.path(flag).isBoolean()).as(flag).isTrue();
            assertThat(made.path(flag).booleanValue()).as(flag).isFalse();
        }
        assertThat(account().get(PATH).result()).isEqualTo(made);
        assertThat(account().get(OF_ZONE).result()).as("seen from a zone").isEqualTo(made);
        assertThat(account()
                        .post(PATH, "{'name':'Again','auth_domain':'again-%s'}".formatted(domain(account())))
                        .status())
                .isEqualTo(409);
    }

    @Test
    default void changesWhatIsNamedAndClearsWhatIsNull() {
        made();
        house().pass(Duration.ofSeconds(1));
        JsonNode changed = account()
                .put(
                        OF_ZONE,
                        "{'auto_redirect_to_identity':true,'session_duration':'2h45m','login_design':{'background_color':'#c5ed1b','logo_path':'https://example.com/logo.png'},'user_seat_expiration_inactive_time':'730h','warp_auth_session_duration':'30m','deny_unmatched_requests_exempted_zone_names':['Example.COM'],'mfa_config':{'allowed_authenticators':['totp'],'session_duration':'24h'},'mfa_required_for_all_apps':true,'mfa_piv_key_requirements':{'pin_policy':'once','ssh_key_size':[256,2048]},'custom_pages':{'forbidden':'699d98642c564d2e855e9661899b7252'}}")
                .result();
        assertThat(changed.path("name").textValue()).isEqualTo("Widget Corps");
        assertThat(changed.path("auto_redirect_to_identity").booleanValue()).isTrue();
        assertThat(changed.path("session_duration").textValue()).isEqualTo("2h45m");
        assertThat(changed.at("/deny_unmatched_requests_exempted_zone_names/0").textValue())
                .isEqualTo("example.com");
        assertThat(changed.path("updated_at")).isNotEqualTo(changed.path("created_at"));
        assertThat(account().get(PATH).result()).isEqualTo(changed);
        JsonNode cleared = account()
                .put(PATH, "{'session_duration':null,'login_design':null,'auto_redirect_to_identity':false}")
                .result();
        assertThat(cleared.path("session_duration").textValue()).isEqualTo("24h");
        assertThat(cleared.has("login_design")).isFalse();
        assertThat(cleared.at("/mfa_config/session_duration").textValue()).isEqualTo("24h");
        account()
                .put(PATH, "{'mfa_config':null}")
                .refused(
                        400,
                        "12130 /mfa_required_for_all_apps access.api.error.invalid_request: mfa_required_for_all_apps: true"
                                + " (expected: false, or an mfa_config with allowed_authenticators and session_duration)");
        assertThat(house().query(
                                "select action from audit_log where object_type = 'access_organization' and account_id = ? order by ordinal",
                                account().account().hex()))
                .containsExactly("create", "update", "update");
    }

    @Test
    default void givesAnAuthDomainToOneOrganization() {
        made();
        Tenant other = house().account();
        String taken =
                "12132 /auth_domain access.api.error.conflict: auth_domain: %s is another organization's (expected: a free one)"
                        .formatted(domain(account()));
        other.post(
                        PATH,
                        "{'name':'o','auth_domain':'%s'}"
                                .formatted(domain(account()).toUpperCase(java.util.Locale.ROOT)))
                .refused(409, taken);
        other.post(PATH, "{'name':'o','auth_domain':'%s'}".formatted(domain(other)))
                .result(201);
        other.put(PATH, "{'auth_domain':'%s'}".formatted(domain(account()))).refused(409, taken);
        other.put(PATH, "{'auth_domain':'%s'}".formatted(domain(other))).result();
    }

    @Test
    default void tellsEveryFaultAtOnce() {
        account().post(PATH, "{}").faultsAt("/name", "/auth_domain");
        account()
                .post(
                        PATH,
                        "{'name':' ','auth_domain':'x','is_ui_read_only':1,'session_duration':'1d','warp_auth_session_duration':'5s','user_seat_expiration_inactive_time':'729h','deny_unmatched_requests_exempted_zone_names':['-'],'login_design':{'text_color':'red'},'custom_pages':{'forbidden':'/'},'mfa_config':{'allowed_authenticators':['sms'],'session_duration':'721h','required_aaguids':'x'},'mfa_piv_key_requirements':{'pin_policy':'x','ssh_key_size':[1],'ssh_key_type':['dsa']}}")
                .faultsAt(
                        "/name",
                        "/auth_domain",
                        "/is_ui_read_only",
                        "/session_duration",
                        "/warp_auth_session_duration",
                        "/user_seat_expiration_inactive_time",
                        "/deny_unmatched_requests_exempted_zone_names/0",
                        "/login_design/text_color",
                        "/custom_pages/forbidden",
                        "/mfa_config/allowed_authenticators/0",
                        "/mfa_config/session_duration",
                        "/mfa_config/required_aaguids",
                        "/mfa_piv_key_requirements/pin_policy",
                        "/mfa_piv_key_requirements/ssh_key_size",
                        "/mfa_piv_key_requirements/ssh_key_type/0");
        account().get(PATH).refused(404, NOT_ENABLED);
    }

    @Test
    default void revokesAPersonsTokens() {
        assertThat(account()
                        .post(PATH + "/revoke_user?devices=true", "{'email':'Alice@Example.com'}")
                        .result()
                        .booleanValue())
                .isTrue();
        house().pass(Duration.ofMinutes(1));
        account()
                .post(OF_ZONE + "/revoke_user", "{'email':'alice@example.com','devices':true}")
                .result();
        assertThat(house().query(
                                "select revoked_on from access_user_revocation where account_id = ? and email = 'alice@example.com'",
                                account().account().hex()))
                .singleElement()
                .isEqualTo(Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, house().now())));
        account()
                .post(PATH + "/revoke_user", "{'email':'alice'}")
                .refused(400, "6009 /email email: \"alice\" (expected: an e-mail address)");
        account().post(PATH + "/revoke_user", "{}").faultsAt("/email");
    }

    @Test
    default void asksForThePermission() {
        made();
        for (String path : List.of(PATH, OF_ZONE)) {
            assertThat(account().reader().get(path).status()).isEqualTo(200);
            account().reader().put(path, "{}").refused(403, "10000 - Authentication error");
            account()
                    .reader()
                    .post(path + "/revoke_user", "{'email':'a@b'}")
                    .refused(403, "10000 - Authentication error");
            account().stranger().get(path).refused(403, "10000 - Authentication error");
        }
    }

    @Test
    default void letsOneOfManyHaveADomainTheyAllReachFor() throws Exception {
        List<Tenant> tenants = List.of(account(), house().account(), house().account(), house().account());
        for (Tenant tenant : tenants) {
            tenant.post(PATH, "{'name':'o','auth_domain':'%s'}".formatted(domain(tenant)))
                    .result(201);
        }
        String wanted = "{'auth_domain':'wanted-%s'}".formatted(domain(account()));
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService all = Executors.newFixedThreadPool(tenants.size())) {
            List<Callable<Integer>> calls = tenants.stream()
                    .<Callable<Integer>>map(
                            tenant -> () -> tenant.put(PATH, wanted).status())
                    .toList();
            for (Future<Integer> call : all.invokeAll(calls)) {
                statuses.add(call.get());
            }
        }
        assertThat(statuses).containsExactlyInAnyOrder(200, 409, 409, 409);
        assertThat(tenants)
                .allSatisfy(tenant -> assertThat(tenant.get(PATH).status()).isEqualTo(200));
    }
}
