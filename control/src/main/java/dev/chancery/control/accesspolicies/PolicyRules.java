package dev.chancery.control.accesspolicies;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chancery.control.accessrules.Rule;
import dev.chancery.control.accessrules.SshCertificateMember;
import dev.chancery.control.publishing.Applications;
import dev.chancery.control.refusal.AccessRefusals;
import dev.chancery.control.refusal.Excerpt;
import dev.chancery.control.refusal.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a policy may say depends on what it is for. */
final class PolicyRules {
    private static final Set<String> AUTHENTICATORS = Set.of("totp", "biometrics", "security_key");
    private static final Set<String> KEYS = Set.of("piv_key", "ssh_fido2_key");

    private PolicyRules() {}

    /**
     * Judges terms that are well-formed.
     *
     * @param kind what application the policy is for; a reusable one is for any {@link Applications.Kind#OTHER}
     * @param at the JSON pointer of the policy
     * @return everything that does not fit
     */
    static List<Fault> judge(PolicyTerms terms, Applications.Kind kind, String at) {
        List<Fault> faults = new ArrayList<>();
        boolean infrastructure = switch (kind) {
            case INFRASTRUCTURE -> true;
            case OTHER -> false;
        };
        if (infrastructure && terms.decision() != Decision.ALLOW) {
            faults.add(AccessRefusals.invalid(
                    at + "/decision",
                    "decision: %s (expected: allow, for an infrastructure application)"
                            .formatted(terms.decision().word())));
        }
        JsonNode rules = terms.options().path("connection_rules");
        String foreign = infrastructure ? "rdp" : "ssh";
        if (rules.hasNonNull(foreign)) {
            faults.add(AccessRefusals.invalid(
                    at + "/connection_rules/" + foreign,
                    "connection_rules/%s: not for this type of application (expected: %s)"
                            .formatted(foreign, infrastructure ? "ssh" : "rdp")));
        }
        if (terms.options().hasNonNull(SshCertificateMember.NAME)
                && (infrastructure || terms.decision() != Decision.ALLOW)) {
            faults.add(AccessRefusals.invalid(
                    at + "/" + SshCertificateMember.NAME,
                    "ssh_certificate: of %s (expected: of a policy that allows, of an application that may have an SSH CA)"
                            .formatted(
                                    infrastructure
                                            ? "an infrastructure application"
                                            : "decision " + terms.decision().word())));
        }
        authenticators(terms, infrastructure ? KEYS : AUTHENTICATORS, at, faults);
        if (terms.rules().rules().anyMatch(Rule.LinkedAppToken.class::isInstance)) {
            switch (terms.decision()) {
                case NON_IDENTITY, BYPASS -> {}
                case ALLOW, DENY ->
                    faults.add(AccessRefusals.invalid(
                            at + "/decision",
                            "decision: %s with a linked_app_token rule (expected: non_identity or bypass)"
                                    .formatted(terms.decision().word())));
            }
        }
        return faults;
    }

    private static void authenticators(PolicyTerms terms, Set<String> known, String at, List<Fault> faults) {
        JsonNode list = terms.options().path("mfa_config").path("allowed_authenticators");
        for (int i = 0; i < list.size(); i++) {
            if (!known.contains(list.get(i).asText())) {
                faults.add(AccessRefusals.invalid(
                        at + "/mfa_config/allowed_authenticators/" + i,
                        "mfa_config/allowed_authenticators/%d: %s (expected: %s)"
                                .formatted(
                                        i, Excerpt.of(list.get(i).asText()), String.join(", ", new TreeSet<>(known)))));
            }
        }
    }
}
