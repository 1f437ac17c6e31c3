package dev.chancery.control.accessrules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chancery.control.publishing.IdentityProviderId;
import dev.chancery.control.publishing.IdentityProviderType;
import dev.chancery.control.refusal.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules as they are sent: each kind the API documents, and every way to get one wrong. */
class RuleReaderTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ID = "aa0a4aab-672b-4bdb-bc33-a59f1130a11f";
    private static final IdentityProviderId PROVIDER = new IdentityProviderId(UUID.fromString(ID));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'everyone':{}}",
                "{'email':{'email':'test@example.com'}}",
                "{'email_domain':{'domain':'example.com'}}",
                "{'email_list':{'id':'" + ID + "'}}",
                "{'ip':{'ip':'2400:cb00:21:10a::/64'}}",
                "{'ip':{'ip':'192.0.2.7'}}",
                "{'ip_list':{'id':'" + ID + "'}}",
                "{'geo':{'country_code':'US'}}",
                "{'certificate':{}}",
                "{'common_name':{'common_name':'james@example.com'}}",
                "{'any_valid_service_token':{}}",
                "{'service_token':{'token_id':'" + ID + "'}}",
                "{'group':{'id':'" + ID + "'}}",
                "{'login_method':{'id':'" + ID + "'}}",
                "{'auth_method':{'auth_method':'mfa'}}",
                "{'azureAD':{'id':'some group','identity_provider_id':'" + ID + "'}}",
                "{'auth_context':{'id':'c1','ac_id':'a1','identity_provider_id':'" + ID + "'}}",
                "{'github-organization':{'name':'example','identity_provider_id':'" + ID + "'}}",
                "{'github-organization':{'name':'example','team':'api','identity_provider_id':'" + ID + "'}}",
                "{'gsuite':{'email':'devs@example.com','identity_provider_id':'" + ID + "'}}",
                "{'okta':{'name':'devs','identity_provider_id':'" + ID + "'}}",
                "{'saml':{'attribute_name':'group','attribute_value':'devs','identity_provider_id':'" + ID + "'}}",
                "{'oidc':{'claim_name':'group','claim_value':'devs','identity_provider_id':'" + ID + "'}}",
                "{'cloudflare_account_member':{}}",
                "{'cloudflare_account_member':{'account_id':'023e105f4ecef8ad9ca31a8372d0c353'}}",
                "{'external_evaluation':{'evaluate_url':'https://eval.example.com',"
                        + "'keys_url':'https://eval.example.com/keys'}}",
                "{'device_posture':{'integration_uid':'" + ID + "'}}",
                "{'linked_app_token':{'app_uid':'" + ID + "'}}",
                "{'user_risk_score':{'user_risk_score':['low','unscored']}}"
            })
    void readsEachKindAndShowsItAgainAsItWas(String rule) {
        List<Fault> faults = new ArrayList<>();
        List<WrittenRule> rules = read("[" + rule + "]", faults);
        assertThat(faults).isEmpty();
        assertThat(RuleSet.words(rules)).isEqualTo(json("[" + rule + "]"));
        RuleSet set = new RuleSet(rules, List.of(), rules);
        assertThat(RuleSet.ofStored(set.toStored())).isEqualTo(set);
    }

    @Test
    void leavesOutMembersThatAreNull() {
        List<Fault> faults = new ArrayList<>();
        List<WrittenRule> rules = read("[{'email':{'email':'a@b.example','domain':null},'group':null}]", faults);
        assertThat(faults).isEmpty();
        assertThat(RuleSet.words(rules)).isEqualTo(json("[{'email':{'email':'a@b.example'}}]"));
    }

    @Test
    void knowsWhatARuleNames() {
        RuleSet rules = new RuleSet(
                read(
                        "[{'everyone':{}},{'group':{'id':'%s'}},{'group':{'id':'%s'}}]".formatted(ID, ID),
                        new ArrayList<>()),
                read(
                        "[{'saml':{'attribute_name':'a','attribute_value':'b','identity_provider_id':'%s'}}]"
                                .formatted(ID),
                        new ArrayList<>()),
                read("[{'login_method':{'id':'%s'}}]".formatted(ID), new ArrayList<>()));
        assertThat(rules.references())
                .containsExactly(
                        new Reference.ToGroup(new GroupId(UUID.fromString(ID))),
                        new Reference.ToIdentityProvider(PROVIDER, Optional.of(IdentityProviderType.SAML)),
                        new Reference.ToIdentityProvider(PROVIDER, Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                        | /policies/3/include/0",
                "7                                         | /policies/3/include/0",
                "null                                      | /policies/3/include/0",
                "[]                                        | /policies/3/include/0",
                "{'nobody':{}}                             | /policies/3/include/0",
                "{'everyone':{},'certificate':{}}          | /policies/3/include/0",
                "{'everyone':true}                         | /policies/3/include/0/everyone",
                "{'everyone':{'a/b':1}}                    | /policies/3/include/0/everyone/a~1b",
                "{'email':{}}                              | /policies/3/include/0/email/email",
                "{'email':{'email':1}}                     | /policies/3/include/0/email/email",
                "{'email':{'email':'nobody'}}              | /policies/3/include/0/email/email",
                "{'email':{'email':'a b@example.com'}}     | /policies/3/include/0/email/email",
                "{'email':{'email':'a@b.c','domain':'d'}}  | /policies/3/include/0/email/domain",
                "{'email_domain':{'domain':'@example.com'}}| /policies/3/include/0/email_domain/domain",
                "{'ip':{'ip':'10.0.0.0/33'}}               | /policies/3/include/0/ip/ip",
                "{'ip':{'ip':'localhost'}}                 | /policies/3/include/0/ip/ip",
                "{'geo':{'country_code':'USA'}}            | /policies/3/include/0/geo/country_code",
                "{'group':{'id':'devs'}}                   | /policies/3/include/0/group/id",
                "{'service_token':{'id':'devs'}}           | /policies/3/include/0/service_token/token_id",
                "{'external_evaluation':{'evaluate_url':'ftp://a.b','keys_url':'https://a.b'}}"
                        + "| /policies/3/include/0/external_evaluation/evaluate_url",
                "{'user_risk_score':{'user_risk_score':[]}}"
                        + "| /policies/3/include/0/user_risk_score/user_risk_score",
                "{'user_risk_score':{'user_risk_score':['low','great']}}"
                        + "| /policies/3/include/0/user_risk_score/user_risk_score/1",
                "{'common_name':{'common_name':'  '}}      | /policies/3/include/0/common_name/common_name",
                "{'common_name':{'common_name':'a\\u0000'}} | /policies/3/include/0/common_name/common_name",
            })
    void refusesWhatIsNoRuleAtItsPlace(String rule, String pointer) {
        List<Fault> faults = new ArrayList<>();
        List<WrittenRule> rules =
                RuleReader.read(json("[" + rule.replace("'", "\"") + "]"), "include", "/policies/3", faults);
        assertThat(rules).isEmpty();
        assertThat(faults).first().satisfies(fault -> {
            assertThat(fault.pointer()).isEqualTo(pointer);
            assertThat(fault.code().number()).isEqualTo(12130);
            assertThat(fault.message()).contains("(expected: ");
        });
    }

    @Test
    void namesEveryFaultAtOnce() {
        List<Fault> faults = new ArrayList<>();
        read("[{'email':{}},{'everyone':{}},{'geo':{'country_code':'','x':1}}]", faults);
        assertThat(faults)
                .extracting(Fault::pointer)
                .containsExactly("/include/0/email/email", "/include/2/geo/country_code", "/include/2/geo/x");
    }

    @Test
    void refusesAListThatIsNone() {
        List<Fault> faults = new ArrayList<>();
        RuleReader.read(json("{\"everyone\":{}}"), "require", "", faults);
        assertThat(faults).extracting(Fault::pointer).containsExactly("/require");
    }

    private static List<WrittenRule> read(String list, List<Fault> faults) {
        return RuleReader.read(json(list), "include", "", faults);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace("'", "\""));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
