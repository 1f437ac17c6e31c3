package dev.chancery.control.identityproviders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.db.Tx;
import dev.chancery.control.house.House;
import dev.chancery.control.house.HouseTest;
import dev.chancery.control.house.Tenant;
import dev.chancery.control.principal.AccountAccess;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.publishing.IdentityProviderId;
import dev.chancery.control.publishing.IdentityProviderUses;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.testkit.Reply;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Identity providers over HTTP, on every engine. */
interface IdentityProvidersContract extends HouseTest {
    String PROVIDERS = "/accounts/{account}/access/identity_providers";
    String OF_ZONE = "/zones/{zone}/access/identity_providers";
    String UNKNOWN = "f174e90a-fafe-4643-bbbc-4a0ed4fc8415";
    String SECRET = "s3cr3t-Zq0Vx8";
    String INVALID = "access.api.error.invalid_request: ";

    private static String oidc(String name, String more) {
        return "{'name':'%s','type':'oidc','config':{'client_id':'c','client_secret':'%s','auth_url':'https://idp.example.com/auth','token_url':'https://idp.example.com/token','certs_url':'https://idp.example.com/certs'%s}}"
                .formatted(name, SECRET, more);
    }

    private Map<String, Object> saml(Map<String, Object> more) {
        Map<String, Object> config = new java.util.LinkedHashMap<>(Map.of(
                "issuer_url",
                "https://idp.example.com",
                "sso_target_url",
                "https://idp.example.com/login",
                "idp_public_certs",
                List.of(openssl().leaf("/CN=idp").certificate())));
        config.putAll(more);
        return config;
    }

    private static String id(Reply made) {
        return made.result(201).path("id").textValue();
    }

    @Test
    default void makesReadsChangesAndDeletesAnOidcProvider() {
        Reply made = account().post(PROVIDERS, oidc("Widget OIDC", ",'scopes':['openid','email'],'claims':['groups']"));
        String id = id(made);
        JsonNode shown = made.result(201);
        assertThat(shown.path("type").textValue()).isEqualTo("oidc");
        assertThat(shown.at("/config/scopes")).hasSize(2);
        assertThat(shown.at("/scim_config/enabled").asBoolean(true)).isFalse();
        assertThat(account().get(PROVIDERS + "/" + id).result()).isEqualTo(shown);
        assertThat(account().get(PROVIDERS + "/" + id.replace("-", "")).result())
                .isEqualTo(shown);
        assertThat(account().get(OF_ZONE + "/" + id).result())
                .as("seen from a zone")
                .isEqualTo(shown);
        Reply changed = account()
                .put(
                        PROVIDERS + "/" + id,
                        oidc("Renamed", ",'pkce_enabled':true").replace(",'client_secret':'" + SECRET + "'", ""));
        assertThat(changed.text("/name")).isEqualTo("Renamed");
        assertThat(changed.result().at("/config").has("scopes"))
                .as("config is replaced")
                .isFalse();
        assertThat(account().delete(OF_ZONE + "/" + id).result(202).path("id").textValue())
                .isEqualTo(id);
        account().get(PROVIDERS + "/" + id).refused(404, "12135 - access.api.error.not_found: identity provider " + id);
        account()
                .delete(PROVIDERS + "/" + id)
                .refused(404, "12135 - access.api.error.not_found: identity provider " + id);
        assertThat(house().query("select action from audit_log where object_id = ? order by ordinal", id))
                .containsExactly("create", "update", "delete");
    }

    @Test
    default void showsAClientSecretNowhere() {
        Reply made = account().post(PROVIDERS, oidc("o", ""));
        String id = id(made);
        Reply changed = account().put(PROVIDERS + "/" + id, oidc("o", ""));
        Reply tooLong = account().put(PROVIDERS + "/" + id, oidc("o", "").replace(SECRET, SECRET.repeat(400)));
        Reply otherType = account().put(PROVIDERS + "/" + id, oidc("o", "").replace("'oidc'", "'github'"));
        Reply number = account().put(PROVIDERS + "/" + id, oidc("o", "").replace("'" + SECRET + "'", "31337133731337"));
        number.refused(400, "6007 /config/client_secret client_secret: not a string (expected: a string)");
        tooLong.refused(
                400,
                "6009 /config/client_secret client_secret: 5200 characters (expected: 1 to 4096, not only blanks)");
        for (Reply reply : List.of(
                made,
                changed,
                tooLong,
                otherType,
                number,
                account().get(PROVIDERS),
                account().get(PROVIDERS + "/" + id))) {
            assertThat(reply.text()).doesNotContain(SECRET, "31337133731337");
            assertThat(reply.json().at("/result/config").has("client_secret")).isFalse();
        }
        assertThat(house().query("select details from audit_log where object_id = ?", id))
                .hasSize(2)
                .allSatisfy(
                        details -> assertThat(details).doesNotContain(SECRET).contains("sealed"));
        assertThat(house().query("select config from identity_provider where id = ?", id)
                        .getFirst())
                .doesNotContain(SECRET);
        byte[] sealed = house().database()
                .read(tx -> tx.sql("select client_secret from identity_provider where id = ?")
                        .text(id)
                        .first(row -> row.bytes(1))
                        .orElseThrow());
        assertThat(new String(sealed, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain(SECRET);
    }

    @Test
    default void takesEveryDocumentedType() {
        for (String type : List.of(
                "azureAD",
                "centrify",
                "facebook",
                "github",
                "google-apps",
                "google",
                "linkedin",
                "okta",
                "onelogin",
                "pingone",
                "yandex")) {
            Reply made = account()
                    .post(
                            PROVIDERS,
                            "{'name':'p','type':'%s','config':{'client_id':'c','client_secret':'s','unheard_of':1}}"
                                    .formatted(type));
            assertThat(made.result(201).path("config").toString()).as(type).isEqualTo("{\"client_id\":\"c\"}");
        }
        account()
                .post(
                        PROVIDERS,
                        "{'name':'a','type':'azureAD','config':{'prompt':'login','directory_id':'d','support_groups':true}}")
                .result(201);
        account()
                .post(PROVIDERS, "{'name':'c','type':'cloudflare','config':{'restrict_to_account_members':true}}")
                .result(201);
        account()
                .post(PROVIDERS, "{'name':'a','type':'azureAD','config':{'prompt':'often'}}")
                .refused(400, "6009 /config/prompt prompt: \"often\" (expected: login, select_account or none)");
        assertThat(account().get(PROVIDERS).result()).hasSize(13);
    }

    @Test
    default void hasOneOnetimepinProviderAtMost() {
        Tenant account = account();
        Reply made = account.post(PROVIDERS, "{'name':'PIN','type':'onetimepin','config':{}}");
        assertThat(made.result(201).path("config")).isEmpty();
        account.post(PROVIDERS, "{'name':'PIN 2','type':'onetimepin','config':{}}")
                .refused(409, "12132 - access.api.error.conflict: a onetimepin connection already exists");
        account.post(
                        "/accounts/{account}/access/organizations",
                        "{'name':'T','auth_domain':'pin%s.example.com'}".formatted(account.zone()))
                .result(201);
        assertThat(account.get(PROVIDERS + "/" + id(made)).text("/config/redirect_url"))
                .isEqualTo("https://pin%s.example.com/cdn-cgi/access/callback".formatted(account.zone()));
        account.delete(PROVIDERS + "/" + id(made)).result(202);
        account.post(PROVIDERS, "{'name':'PIN','type':'onetimepin'}").result(201);
        house().account()
                .post(PROVIDERS, "{'name':'PIN','type':'onetimepin','config':{}}")
                .result(201);
    }

    @Test
    default void encryptionNeedsACertificateSet() {
        Map<String, Object> plain = Map.of("name", "s", "type", "saml", "config", saml(Map.of()));
        Map<String, Object> encrypting =
                Map.of("name", "s", "type", "saml", "config", saml(Map.of("enable_encryption", true)));
        String needs = "12130 /saml_certificate_set_id " + INVALID
                + "config.enable_encryption requires saml_certificate_set_id (expected: the UUID that POST"
                + " …/saml_certificate gives)";
        account().post(PROVIDERS, encrypting).refused(400, needs);
        String id = id(account().post(PROVIDERS, plain));
        String set = account()
                .call("POST", PROVIDERS + "/" + id + "/saml_certificate", "")
                .result(201)
                .path("uid")
                .textValue();
        account().put(PROVIDERS + "/" + id, encrypting).refused(400, needs);
        account()
                .put(PROVIDERS + "/" + id, with(encrypting, UNKNOWN))
                .refused(
                        400,
                        "12130 /saml_certificate_set_id " + INVALID + "saml_certificate_set_id: " + UNKNOWN
                                + " (expected: a set of the account)");
        account()
                .put(PROVIDERS + "/" + id, with(encrypting, "x"))
                .refused(
                        400,
                        "6009 /saml_certificate_set_id saml_certificate_set_id: \"x\" (expected: the UUID of a SAML certificate set)");
        JsonNode shown =
                account().put(PROVIDERS + "/" + id, with(encrypting, set)).result();
        assertThat(shown.at("/config/enable_encryption").booleanValue()).isTrue();
        assertThat(shown.path("saml_certificate_set_id").textValue()).isEqualTo(set);
        assertThat(shown.at("/saml_certificate_set/uid").textValue()).isEqualTo(set);
        assertThat(account().put(PROVIDERS + "/" + id, plain).text("/saml_certificate_set_id"))
                .as("what is not named stays")
                .isEqualTo(set);
        Map<String, Object> without = with(plain, set);
        without.put("saml_certificate_set_id", null);
        assertThat(account().put(PROVIDERS + "/" + id, without).result().has("saml_certificate_set_id"))
                .isFalse();
        account().delete(PROVIDERS + "/" + id).result(202);
        assertThat(account().get("/accounts/{account}/access/saml_certificates").each("/uid"))
                .as("sets outlive their provider")
                .containsExactly(set);
        account()
                .post(
                        PROVIDERS,
                        "{'name':'g','type':'github','config':{},'saml_certificate_set_id':'%s'}".formatted(set))
                .refused(
                        400,
                        "12130 /saml_certificate_set_id " + INVALID
                                + "saml_certificate_set_id: sent for a provider of type github (expected: saml)");
    }

    private static Map<String, Object> with(Map<String, Object> body, String set) {
        Map<String, Object> more = new java.util.LinkedHashMap<>(body);
        more.put("saml_certificate_set_id", set);
        return more;
    }

    @Test
    default void showsAScimSecretOnce() {
        Reply made =
                account().post(PROVIDERS, "{'name':'s','type':'okta','config':{},'scim_config':{'enabled':false}}");
        String id = id(made);
        assertThat(made.result(201).at("/scim_config/identity_update_behavior").textValue())
                .isEqualTo("no_action");
        assertThat(made.result(201).path("scim_config").has("secret")).isFalse();
        String enabling =
                "{'name':'s','type':'okta','config':{},'scim_config':{'enabled':true,'user_deprovision':true,'seat_deprovision':true,'identity_update_behavior':'reauth'}}";
        String secret = account().put(PROVIDERS + "/" + id, enabling).text("/scim_config/secret");
        assertThat(secret).hasSize(43);
        for (Reply reply : List.of(
                account().put(PROVIDERS + "/" + id, enabling),
                account().put(PROVIDERS + "/" + id, "{'name':'s','type':'okta','config':{}}"),
                account().get(PROVIDERS + "/" + id))) {
            assertThat(reply.result().at("/scim_config/enabled").booleanValue()).isTrue();
            assertThat(reply.text()).doesNotContain(secret).doesNotContain("\"secret\"");
        }
        assertThat(house().query("select details from audit_log where object_id = ?", id))
                .allSatisfy(details -> assertThat(details).doesNotContain(secret));
        String refresh = "/" + id + "/refresh_scim_secret";
        assertThat(account().call("POST", OF_ZONE + refresh, "").text("/scim_config/secret"))
                .as("a lost one is replaced")
                .hasSize(43)
                .isNotEqualTo(secret);
        String other = id(account().post(PROVIDERS, "{'name':'t','type':'google','config':{}}"));
        account()
                .call("POST", PROVIDERS + "/" + other + "/refresh_scim_secret", "")
                .refused(
                        400,
                        "12130 - " + INVALID + "identity provider " + other
                                + " has no SCIM (expected: scim_config.enabled true)");
        assertThat(account().get(PROVIDERS + "?scim_enabled=true").each("/id")).containsExactly(id);
        assertThat(account().get(PROVIDERS + "?scim_enabled=false").each("/id")).containsExactly(other);
        account()
                .put(
                        PROVIDERS + "/" + id,
                        "{'name':'s','type':'okta','config':{},'scim_config':{'seat_deprovision':true,'identity_update_behavior':'x'}}")
                .refused(
                        400,
                        "12130 /scim_config/seat_deprovision " + INVALID
                                + "seat_deprovision: true (expected: false, unless user_deprovision is true)",
                        "6009 /scim_config/identity_update_behavior identity_update_behavior: \"x\" (expected: automatic, reauth or no_action)");
    }

    @Test
    default void tellsEveryFaultAtOnce() {
        account().post(PROVIDERS, "{}").faultsAt("/name", "/type");
        account().post(PROVIDERS, "{'name':' ','type':'ldap'}").faultsAt("/name", "/type");
        account()
                .post(PROVIDERS, "{'name':'x','type':'saml','config':{}}")
                .faultsAt("/config/issuer_url", "/config/sso_target_url", "/config/idp_public_certs");
        account().post(PROVIDERS, "{'name':'x','type':'saml'}").faultsAt("/config");
        account()
                .post(
                        PROVIDERS,
                        "{'name':'%s','type':'saml','config':{'issuer_url':'','sso_target_url':'javascript:alert(1)','idp_public_certs':['x',3],'enable_encryption':'yes','header_attributes':[{'attribute_name':'a','header_name':'a b'}],'attributes':['']}}"
                                .formatted("n".repeat(351)))
                .faultsAt(
                        "/name",
                        "/config/issuer_url",
                        "/config/sso_target_url",
                        "/config/idp_public_certs/1",
                        "/config/idp_public_certs/0",
                        "/config/attributes",
                        "/config/enable_encryption",
                        "/config/header_attributes/0/header_name");
        account()
                .post(
                        PROVIDERS,
                        "{'name':'o','type':'oidc','config':{'client_id':'c','auth_url':'ftp://x','token_url':'http://idp.example.com/token','certs_url':'http://localhost/certs'}}")
                .refused(
                        400,
                        "6009 /config/auth_url auth_url: \"ftp://x\" (expected: an http or https URL)",
                        "6009 /config/token_url token_url: \"http://idp.example.com/token\" (expected: an https URL, or an http one on this machine)",
                        "6008 /config/client_secret client_secret: missing (expected: a string, unless pkce_enabled is true)");
        account().get(PROVIDERS + "?per_page=1001&scim_enabled=maybe").faultsAt("scim_enabled", "per_page");
        account()
                .get(PROVIDERS + "/x")
                .refused(404, "7003 - identity_provider_id: \"x\" (expected: a UUID or its 32 hex digits)");
        assertThat(account().get(PROVIDERS).result()).isEmpty();
    }

    @Test
    default void keepsTypeAndSecret() {
        String id = id(account()
                .post(PROVIDERS, oidc("o", ",'pkce_enabled':true").replace(",'client_secret':'" + SECRET + "'", "")));
        account()
                .put(PROVIDERS + "/" + id, oidc("o", "").replace(",'client_secret':'" + SECRET + "'", ""))
                .refused(
                        400,
                        "12130 /config/client_secret " + INVALID
                                + "client_secret: missing (expected: a string, unless pkce_enabled is true)");
        account().put(PROVIDERS + "/" + id, oidc("o", "")).result();
        account()
                .put(PROVIDERS + "/" + id, oidc("o", "").replace(",'client_secret':'" + SECRET + "'", ""))
                .result();
        account()
                .put(PROVIDERS + "/" + id, "{'name':'o','type':'github','config':{}}")
                .refused(400, "12130 /type " + INVALID + "type: github (expected: oidc; a provider keeps its type)");
    }

    @Test
    default void listsInTheOrderMadePageByPage() {
        List<String> ids = List.of(
                id(account().post(PROVIDERS, "{'name':'a','type':'github','config':{}}")), tick("b"), tick("c"));
        assertThat(account().get(PROVIDERS).each("/id")).containsExactlyElementsOf(ids);
        assertThat(account().get(OF_ZONE + "?page=2&per_page=2").each("/id")).containsExactly(ids.get(2));
        assertThat(account().get(PROVIDERS + "?page=7").result()).isEmpty();
        assertThat(account().get(PROVIDERS).json().at("/result_info/per_page").intValue())
                .isEqualTo(200);
    }

    private String tick(String name) {
        house().pass(java.time.Duration.ofSeconds(1));
        return id(account().post(PROVIDERS, "{'name':'%s','type':'github','config':{}}".formatted(name)));
    }

    @Test
    default void holdsAQuotaWhereOneIsSet() {
        house().sql("insert into setting (key, value) values ('quota.identity_providers', '1')");
        try {
            account()
                    .post(PROVIDERS, "{'name':'a','type':'github','config':{}}")
                    .result(201);
            account()
                    .post(PROVIDERS, "{'name':'b','type':'github','config':{}}")
                    .refused(400, "12130 - " + INVALID + "maximum number of identity providers has been reached");
        } finally {
            house().sql("delete from setting where key = 'quota.identity_providers'");
        }
    }

    @Test
    default void asksForThePermission() {
        String id = id(account().post(PROVIDERS, "{'name':'a','type':'github','config':{}}"));
        for (String path : List.of(PROVIDERS, OF_ZONE)) {
            assertThat(account().reader().get(path + "/" + id).status()).isEqualTo(200);
            account().reader().delete(path + "/" + id).refused(403, "10000 - Authentication error");
            account().stranger().get(path).refused(403, "10000 - Authentication error");
        }
        house().account()
                .get(PROVIDERS + "/" + id)
                .refused(404, "12135 - access.api.error.not_found: identity provider " + id);
    }

    @Test
    default void deletesNoneThatSomethingNames() {
        String id = id(account().post(PROVIDERS, "{'name':'a','type':'github','config':{}}"));
        IdentityProviderUses user = new IdentityProviderUses() {
            @Override
            public String user() {
                return "a policy";
            }

            @Override
            public boolean uses(Tx tx, AccountId account, IdentityProviderId provider) {
                return provider.toString().equals(id);
            }
        };
        DeleteIdentityProvider delete =
                new DeleteIdentityProvider(house().database(), List.of(user), new AuditLog(house()::now));
        AccountAccess access = new AccountAccess(account().account(), account().actor());
        IdentityProviderId named = IdentityProviderId.parse(id).orElseThrow();
        assertThatThrownBy(() -> delete.delete(access, named))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.ACCESS_CONFLICT))
                .hasMessage("access.api.error.conflict: a policy uses identity provider " + id);
        assertThat(account().get(PROVIDERS + "/" + id).status()).isEqualTo(200);
    }

    @Test
    default void refusesSecretsWhileSealedAndReadsOn() {
        String id = id(account().post(PROVIDERS, oidc("o", "")));
        try (House other = house().replicaUnderAnotherSeal()) {
            Reply refused = account().at(other).put(PROVIDERS + "/" + id, oidc("p", ""));
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.json().at("/errors/0/code").intValue()).isEqualTo(1490);
            assertThat(account().at(other).get(PROVIDERS + "/" + id).text("/name"))
                    .isEqualTo("o");
            account()
                    .at(other)
                    .post(PROVIDERS, "{'name':'g','type':'github','config':{}}")
                    .result(201);
        }
    }
}
