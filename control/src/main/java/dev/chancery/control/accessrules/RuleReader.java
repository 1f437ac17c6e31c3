package dev.chancery.control.accessrules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.principal.Cidr;
import dev.chancery.control.publishing.ApplicationId;
import dev.chancery.control.refusal.AccessRefusals;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Excerpt;
import dev.chancery.control.refusal.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/** Reads lists of rules as they were sent: every fault with its place. */
public final class RuleReader {
    /** Each kind by the member that spells it. */
    private static final Map<String, Function<RuleMembers, Rule>> KINDS = Map.ofEntries(
            Map.entry("everyone", of -> new Rule.Everyone()),
            Map.entry("email", of -> new Rule.Email(of.email("email"))),
            Map.entry("email_domain", of -> new Rule.EmailDomain(of.domain("domain"))),
            Map.entry("email_list", of -> new Rule.EmailList(of.uuid("id"))),
            Map.entry("ip", of -> new Rule.Ip(of.parsed("ip", Cidr::parse, RuleMembers.NO_NETWORK, "an IP network"))),
            Map.entry("ip_list", of -> new Rule.IpList(of.uuid("id"))),
            Map.entry("geo", of -> new Rule.Country(of.country("country_code"))),
            Map.entry("certificate", of -> new Rule.Certificate()),
            Map.entry("common_name", of -> new Rule.CommonName(of.text("common_name"))),
            Map.entry("any_valid_service_token", of -> new Rule.AnyValidServiceToken()),
            Map.entry("service_token", of -> new Rule.ServiceToken(new ServiceTokenId(of.uuid("token_id")))),
            Map.entry("group", of -> new Rule.Group(new GroupId(of.uuid("id")))),
            Map.entry("login_method", of -> new Rule.LoginMethod(of.provider("id"))),
            Map.entry("auth_method", of -> new Rule.AuthenticationMethod(of.text("auth_method"))),
            Map.entry("azureAD", of -> new Rule.AzureGroup(of.text("id"), of.provider())),
            Map.entry(
                    "auth_context",
                    of -> new Rule.AuthenticationContext(of.text("id"), of.text("ac_id"), of.provider())),
            Map.entry(
                    "github-organization",
                    of -> new Rule.GithubOrganization(of.text("name"), of.textIfAny("team"), of.provider())),
            Map.entry("gsuite", of -> new Rule.GsuiteGroup(of.email("email"), of.provider())),
            Map.entry("okta", of -> new Rule.OktaGroup(of.text("name"), of.provider())),
            Map.entry(
                    "saml",
                    of -> new Rule.SamlAttribute(of.text("attribute_name"), of.text("attribute_value"), of.provider())),
            Map.entry("oidc", of -> new Rule.OidcClaim(of.text("claim_name"), of.text("claim_value"), of.provider())),
            Map.entry(
                    "cloudflare_account_member",
                    of -> new Rule.AccountMember(of.parsedIfAny("account_id", AccountId::parse, "an account's id"))),
            Map.entry(
                    "external_evaluation",
                    of -> new Rule.ExternalEvaluation(of.url("evaluate_url"), of.url("keys_url"))),
            Map.entry("device_posture", of -> new Rule.DevicePosture(of.uuid("integration_uid"))),
            Map.entry("linked_app_token", of -> new Rule.LinkedAppToken(new ApplicationId(of.uuid("app_uid")))),
            Map.entry("user_risk_score", of -> new Rule.UserRiskScore(of.scores("user_risk_score"))));

    private RuleReader() {}

    /**
     * Reads one list.
     *
     * @param list what was sent
     * @param name the list's name, for sentences
     * @param at the JSON pointer of the object the list is a member of
     * @param faults takes what is wrong
     * @return the rules that are well-formed
     */
    public static List<WrittenRule> read(JsonNode list, String name, String at, List<Fault> faults) {
        if (!list.isArray()) {
            faults.add(ErrorCode.WRONG_TYPE.at(
                    at + "/" + name, "%s: not an array (expected: an array of rules)".formatted(name)));
            return List.of();
        }
        List<WrittenRule> rules = new ArrayList<>(list.size());
        for (int i = 0; i < list.size(); i++) {
            rule(list.get(i), name + "/" + i, at, faults).ifPresent(rules::add);
        }
        return rules;
    }

    private static Optional<WrittenRule> rule(JsonNode node, String name, String at, List<Fault> faults) {
        ObjectNode words = withoutNulls(node);
        if (words.size() != 1) {
            faults.add(AccessRefusals.invalid(
                    at + "/" + name,
                    "%s: %s (expected: an object with exactly one kind of rule)"
                            .formatted(
                                    name, words.isEmpty() ? "no rule" : Excerpt.of(String.join(", ", names(words))))));
            return Optional.empty();
        }
        String kind = words.fieldNames().next();
        Function<RuleMembers, Rule> reader = KINDS.get(kind);
        if (reader == null) {
            faults.add(AccessRefusals.invalid(
                    at + "/" + name,
                    "%s: %s (expected: one of %s)"
                            .formatted(name, Excerpt.of(kind), String.join(", ", new TreeSet<>(KINDS.keySet())))));
            return Optional.empty();
        }
        if (!words.path(kind).isObject()) {
            faults.add(AccessRefusals.invalid(
                    at + "/" + name + "/" + kind, "%s/%s: not an object (expected: an object)".formatted(name, kind)));
            return Optional.empty();
        }
        int before = faults.size();
        RuleMembers members = new RuleMembers(
                withoutNulls(words.path(kind)), name + "/" + kind, at + "/" + name + "/" + kind, faults);
        Rule rule = reader.apply(members);
        members.nothingElse();
        words.set(kind, members.words());
        return faults.size() == before ? Optional.of(new WrittenRule(rule, words)) : Optional.empty();
    }

    private static List<String> names(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static ObjectNode withoutNulls(JsonNode node) {
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        node.properties().forEach(member -> {
            if (!member.getValue().isNull()) {
                kept.set(member.getKey(), member.getValue());
            }
        });
        return kept;
    }
}
