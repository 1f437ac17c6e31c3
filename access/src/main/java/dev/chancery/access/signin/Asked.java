package dev.chancery.access.signin;

import dev.chancery.trust.AccessConfig;
import dev.chancery.trust.access.AccessApplication;
import dev.chancery.trust.access.Rule;
import dev.chancery.trust.access.RuleSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What an application's policies ask of a person beside their address: a token tells no more, because every request carries it and
 * every origin reads it.
 */
final class Asked {
    private final Set<String> claims = new HashSet<>();
    private final Set<String> groups = new HashSet<>();
    private final Set<UUID> seen = new HashSet<>();

    private Asked() {}

    static Asked by(AccessConfig config, AccessApplication application) {
        Asked asked = new Asked();
        config.policies(application).forEach(policy -> asked.add(config, policy.rules()));
        return asked;
    }

    private void add(AccessConfig config, RuleSet rules) {
        rules.rules().forEach(rule -> {
            switch (rule) {
                case Rule.Claim claim -> claims.add(claim.name());
                case Rule.ProviderGroup group -> groups.add(group.group());
                case Rule.Group(UUID id) -> {
                    if (seen.add(id)) {
                        config.group(id).ifPresent(inner -> add(config, inner));
                    }
                }
                case Rule.Everyone _,
                        Rule.Email _,
                        Rule.EmailDomain _,
                        Rule.Ip _,
                        Rule.Country _,
                        Rule.AnyCertificate _,
                        Rule.CommonName _,
                        Rule.AnyServiceToken _,
                        Rule.ServiceToken _,
                        Rule.LoginMethod _,
                        Rule.AuthMethod _,
                        Rule.Unknown _ -> {}
            }
        });
    }

    /** The claims of somebody that are asked for. */
    Map<String, List<String>> claims(Identity identity) {
        Map<String, List<String>> told = new TreeMap<>();
        identity.claims().forEach((name, values) -> {
            if (claims.contains(name)) {
                told.put(name, values.stream().sorted().toList());
            }
        });
        return told;
    }

    /** The groups of somebody that are asked for. */
    List<String> groups(Identity identity) {
        return identity.groups().stream().filter(groups::contains).sorted().toList();
    }
}
