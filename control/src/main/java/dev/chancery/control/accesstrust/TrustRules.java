package dev.chancery.control.accesstrust;

import dev.chancery.control.accessrules.RuleSet;
import dev.chancery.control.accessrules.WrittenRule;
import dev.chancery.trust.access.IpAddress;
import dev.chancery.trust.access.Network;
import dev.chancery.trust.access.Rule;
import java.util.List;

/** Makes of rules as they were written what edges judge by. What nobody here can tell of a visitor they are told too. */
final class TrustRules {
    private TrustRules() {}

    static dev.chancery.trust.access.RuleSet of(RuleSet rules) {
        return new dev.chancery.trust.access.RuleSet(
                list(rules.include()), list(rules.require()), list(rules.exclude()));
    }

    private static List<Rule> list(List<WrittenRule> written) {
        return written.stream().map(WrittenRule::rule).map(TrustRules::of).toList();
    }

    private static Rule of(dev.chancery.control.accessrules.Rule written) {
        return switch (written) {
            case dev.chancery.control.accessrules.Rule.Everyone _ -> new Rule.Everyone();
            case dev.chancery.control.accessrules.Rule.Email(var address) -> new Rule.Email(address);
            case dev.chancery.control.accessrules.Rule.EmailDomain(var domain) -> new Rule.EmailDomain(domain);
            case dev.chancery.control.accessrules.Rule.Ip(var network) ->
                new Rule.Ip(new Network(IpAddress.of(network.network().getAddress()), network.prefix()));
            case dev.chancery.control.accessrules.Rule.Country(var code) -> new Rule.Country(code);
            case dev.chancery.control.accessrules.Rule.Certificate _ -> new Rule.AnyCertificate();
            case dev.chancery.control.accessrules.Rule.CommonName(var name) -> new Rule.CommonName(name);
            case dev.chancery.control.accessrules.Rule.AnyValidServiceToken _ -> new Rule.AnyServiceToken();
            case dev.chancery.control.accessrules.Rule.ServiceToken(var token) -> new Rule.ServiceToken(token.uuid());
            case dev.chancery.control.accessrules.Rule.Group(var group) -> new Rule.Group(group.uuid());
            case dev.chancery.control.accessrules.Rule.LoginMethod(var provider) ->
                new Rule.LoginMethod(provider.uuid());
            case dev.chancery.control.accessrules.Rule.AuthenticationMethod(var method) -> new Rule.AuthMethod(method);
            case dev.chancery.control.accessrules.Rule.AzureGroup(var group, var provider) ->
                new Rule.ProviderGroup(provider.uuid(), group);
            case dev.chancery.control.accessrules.Rule.GsuiteGroup(var email, var provider) ->
                new Rule.ProviderGroup(provider.uuid(), email);
            case dev.chancery.control.accessrules.Rule.OktaGroup(var name, var provider) ->
                new Rule.ProviderGroup(provider.uuid(), name);
            case dev.chancery.control.accessrules.Rule.SamlAttribute(var name, var value, var provider) ->
                new Rule.Claim(provider.uuid(), name, value);
            case dev.chancery.control.accessrules.Rule.OidcClaim(var name, var value, var provider) ->
                new Rule.Claim(provider.uuid(), name, value);
            case dev.chancery.control.accessrules.Rule.EmailList _ -> new Rule.Unknown("email_list");
            case dev.chancery.control.accessrules.Rule.IpList _ -> new Rule.Unknown("ip_list");
            case dev.chancery.control.accessrules.Rule.AuthenticationContext _ -> new Rule.Unknown("auth_context");
            case dev.chancery.control.accessrules.Rule.GithubOrganization _ -> new Rule.Unknown("github-organization");
            case dev.chancery.control.accessrules.Rule.AccountMember _ -> new Rule.Unknown("cloudflare_account_member");
            case dev.chancery.control.accessrules.Rule.ExternalEvaluation _ -> new Rule.Unknown("external_evaluation");
            case dev.chancery.control.accessrules.Rule.DevicePosture _ -> new Rule.Unknown("device_posture");
            case dev.chancery.control.accessrules.Rule.LinkedAppToken _ -> new Rule.Unknown("linked_app_token");
            case dev.chancery.control.accessrules.Rule.UserRiskScore _ -> new Rule.Unknown("user_risk_score");
        };
    }
}
