package dev.chancery.control.accessgroups;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chancery.control.accessrules.RuleSet;
import dev.chancery.control.v4.Rfc3339;

/**
 * A group as the API shows it. Its {@code is_default} is not shown: the official SDK declares a list of rules under that name in
 * answers, and the Terraform provider does not read it back.
 */
record GroupJson(
        String id,
        String name,
        JsonNode include,
        JsonNode require,
        JsonNode exclude,
        String createdAt,
        String updatedAt) {
    static GroupJson of(AccessGroup group) {
        return new GroupJson(
                group.id().toString(),
                group.name(),
                RuleSet.words(group.rules().include()),
                RuleSet.words(group.rules().require()),
                RuleSet.words(group.rules().exclude()),
                Rfc3339.micros(group.createdOn()),
                Rfc3339.micros(group.updatedOn()));
    }
}
