package dev.chancery.control.accesspolicies;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chancery.control.accessrules.RuleSet;

/**
 * What a policy says.
 *
 * @param name for people; need not be unique
 * @param decision what happens to whoever it means
 * @param rules whom it means
 * @param options its other members as validated, in the words they were written in: session_duration, approval_required,
 *     approval_groups, purpose_justification_required, purpose_justification_prompt, isolation_required, connection_rules,
 *     mfa_config, ssh_certificate; each only where it was sent
 */
public record PolicyTerms(String name, Decision decision, RuleSet rules, ObjectNode options) {}
