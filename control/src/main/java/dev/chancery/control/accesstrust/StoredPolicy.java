package dev.chancery.control.accesstrust;

import dev.chancery.control.accessrules.RuleSet;
import dev.chancery.trust.access.AccessPolicy;
import dev.chancery.trust.access.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Makes of a stored policy what edges must know of it. */
final class StoredPolicy {
    /** What a policy can ask beyond its rules that this house cannot give: whoever it is asked of is not let in by it. */
    private static final List<String> BEYOND_US =
            List.of("approval_required", "isolation_required", "purpose_justification_required");

    private StoredPolicy() {}

    static AccessPolicy of(UUID id, String name, String decision, RuleSet written, StoredMembers options) {
        AccessPolicy.Effect effect = AccessPolicy.Effect.valueOf(decision.toUpperCase(Locale.ROOT));
        dev.chancery.trust.access.RuleSet rules = TrustRules.of(written);
        return new AccessPolicy(
                id,
                name,
                effect,
                switch (effect) {
                    case ALLOW -> asking(rules, options);
                    case DENY, BYPASS, NON_IDENTITY -> rules;
                },
                options.duration("session_duration"));
    }

    private static dev.chancery.trust.access.RuleSet asking(
            dev.chancery.trust.access.RuleSet rules, StoredMembers options) {
        List<Rule> require = new ArrayList<>(rules.require());
        BEYOND_US.stream()
                .filter(name -> options.flag(name, false))
                .map(Rule.Unknown::new)
                .forEach(require::add);
        StoredMembers mfa = options.object("mfa_config");
        if (!mfa.flag("mfa_disabled", false)
                && !mfa.texts("allowed_authenticators").isEmpty()) {
            require.add(new Rule.Unknown("mfa_config"));
        }
        return new dev.chancery.trust.access.RuleSet(rules.include(), require, rules.exclude());
    }
}
