package dev.chancery.control.edgerules;

import dev.chancery.control.v4.Rfc3339;

/** Rules as the API shows them. */
record EdgeRulesJson(
        String hostname,
        String mode,
        int graceHours,
        boolean certHeaders,
        String status,
        String createdOn,
        String modifiedOn) {
    static EdgeRulesJson of(EdgeRules rules) {
        return new EdgeRulesJson(
                rules.hostname().ascii(),
                EdgeRulesStore.word(rules.rules().mode()),
                rules.rules().graceHours(),
                rules.rules().certHeaders(),
                rules.status().word(),
                Rfc3339.micros(rules.createdOn()),
                Rfc3339.micros(rules.modifiedOn()));
    }
}
