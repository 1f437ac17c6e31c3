package dev.chancery.control.accesspolicies;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chancery.control.accessrules.AccessDuration;
import dev.chancery.control.accessrules.NameBody;
import dev.chancery.control.accessrules.RuleSet;
import dev.chancery.control.accessrules.RuleSetBody;
import dev.chancery.control.accessrules.SshCertificateMember;
import dev.chancery.control.refusal.Excerpt;
import dev.chancery.control.refusal.Fault;
import dev.chancery.control.v4.Body;
import dev.chancery.pki.SshNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads a policy as it was sent. Members the API does not know are passed over. */
final class PolicyBody {
    /** Of prompts, in UTF-16 units. */
    private static final int LONGEST_PROMPT = 1024;

    private static final Duration LONGEST_MFA_SESSION = Duration.ofDays(30);
    private static final List<String> OPTIONS = List.of(
            "session_duration",
            "approval_required",
            "approval_groups",
            "purpose_justification_required",
            "purpose_justification_prompt",
            "isolation_required",
            "connection_rules",
            "mfa_config",
            SshCertificateMember.NAME);

    private PolicyBody() {}

    /** Reads the body of a call. */
    static PolicyDraft read(Body body) {
        List<Fault> faults = new ArrayList<>();
        PolicyDraft draft = read(body, "", faults);
        faults.addAll(0, body.faults());
        return new PolicyDraft(draft.terms(), draft.precedence(), draft.at(), faults);
    }

    /** Reads an object inside a body that someone else reads. */
    static PolicyDraft read(ObjectNode object, String at, List<Fault> faults) {
        return read(Body.within(object, at, faults), at, faults);
    }

    private static PolicyDraft read(Body body, String at, List<Fault> faults) {
        String name = NameBody.read(body);
        Decision decision = body.requiredParsed("decision", Decision::ofWord, "allow, deny, non_identity or bypass")
                .orElse(Decision.DENY);
        RuleSet rules = RuleSetBody.read(body, at, faults);
        ObjectNode options = JsonNodeFactory.instance.objectNode();
        options(body);
        OPTIONS.forEach(option -> body.raw(option).ifPresent(value -> options.set(option, value)));
        return new PolicyDraft(new PolicyTerms(name, decision, rules, options), precedence(body), at, faults);
    }

    static Optional<Long> precedence(Body body) {
        Optional<Long> precedence = body.integer("precedence");
        precedence
                .filter(place -> place < 0 || place > Integer.MAX_VALUE)
                .ifPresent(place -> body.invalid(
                        "precedence", "precedence: %d (expected: 0 to %d)".formatted(place, Integer.MAX_VALUE)));
        return precedence;
    }

    private static void options(Body body) {
        body.parsed("session_duration", AccessDuration::parse, AccessDuration.FORM);
        body.flag("approval_required");
        body.flag("purpose_justification_required");
        body.flag("isolation_required");
        body.text("purpose_justification_prompt", LONGEST_PROMPT);
        body.objects("approval_groups").ifPresent(groups -> groups.forEach(PolicyBody::approvalGroup));
        body.object("connection_rules").ifPresent(PolicyBody::connectionRules);
        body.object("mfa_config").ifPresent(PolicyBody::mfaConfig);
        body.object(SshCertificateMember.NAME).ifPresent(PolicyBody::sshCertificate);
    }

    private static void approvalGroup(Body group) {
        group.text("email_list_uuid", 36);
        each(group, "email_addresses", text -> text.matches("[^\\s@]+@[^\\s@]+"), "an e-mail address");
        long needed = group.requiredInteger("approvals_needed");
        if (needed < 0 || needed > Integer.MAX_VALUE) {
            group.invalid(
                    "approvals_needed",
                    "approvals_needed: %d (expected: 0 to %d)".formatted(needed, Integer.MAX_VALUE));
        }
    }

    private static void connectionRules(Body rules) {
        rules.object("ssh").ifPresent(ssh -> {
            if (!ssh.has("usernames")) {
                ssh.missing("usernames", "an array of user names");
            }
            each(ssh, "usernames", text -> !text.isBlank() && text.length() <= 256, "a user name");
            ssh.flag("allow_email_alias");
        });
        rules.object("rdp").ifPresent(rdp -> {
            Predicate<String> format = text -> text.equals("text") || text.equals("file");
            each(rdp, "allowed_clipboard_local_to_remote_formats", format, "text or file");
            each(rdp, "allowed_clipboard_remote_to_local_formats", format, "text or file");
        });
    }

    private static void mfaConfig(Body mfa) {
        mfa.flag("mfa_disabled");
        mfa.texts("allowed_authenticators");
        mfa.parsed(
                "session_duration",
                text -> text.matches("\\d{1,5}[mh]")
                        ? AccessDuration.parse(text)
                                .filter(session -> session.length().compareTo(LONGEST_MFA_SESSION) <= 0)
                        : Optional.empty(),
                "minutes or hours up to 720h, such as 5m or 24h");
    }

    private static void sshCertificate(Body terms) {
        terms.parsed("lifetime", SshCertificateMember::lifetime, SshCertificateMember.LIFETIME);
        each(terms, "source_addresses", text -> SshNetwork.parse(text).isPresent(), SshCertificateMember.SOURCE);
        terms.parsed(
                "force_command",
                text -> Optional.of(text).filter(SshCertificateMember::isCommand),
                SshCertificateMember.COMMAND);
        each(terms, "usernames", SshCertificateMember::isUsername, SshCertificateMember.USERNAME);
        terms.flag("allow_email_alias");
    }

    private static void each(Body body, String name, Predicate<String> rule, String expected) {
        List<String> texts = body.texts(name).orElse(List.of());
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            if (!rule.test(text) || text.indexOf(0) >= 0) {
                body.invalid(name + "/" + i, "%s/%d: %s (expected: %s)".formatted(name, i, Excerpt.of(text), expected));
            }
        }
    }
}
