package dev.chancery.control.accesspolicies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chancery.control.accessrules.RuleSet;
import dev.chancery.control.v4.Rfc3339;

/** A policy as the API shows it: its own words again, and only those options that were sent. */
final class PolicyJson {
    private PolicyJson() {}

    /** A reusable policy with how many applications have it. */
    static JsonNode of(ReadPolicy.Shown shown) {
        ObjectNode json = of(shown.policy());
        json.put("app_count", shown.applications());
        return dated(json, shown.policy());
    }

    /** A policy at its place in an application. */
    static JsonNode of(BoundPolicy bound) {
        ObjectNode json = of(bound.policy());
        json.put("precedence", bound.precedence());
        return dated(json, bound.policy());
    }

    private static ObjectNode of(AccessPolicy policy) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", policy.id().toString());
        json.put("name", policy.terms().name());
        json.put("decision", policy.terms().decision().word());
        json.set("include", RuleSet.words(policy.terms().rules().include()));
        json.set("require", RuleSet.words(policy.terms().rules().require()));
        json.set("exclude", RuleSet.words(policy.terms().rules().exclude()));
        json.setAll(policy.terms().options());
        if (policy.reusable()) {
            // The SDK's type knows no other value: a policy of one application does without the member.
            json.put("reusable", true);
        }
        return json;
    }

    private static JsonNode dated(ObjectNode json, AccessPolicy policy) {
        json.put("created_at", Rfc3339.micros(policy.createdOn()));
        json.put("updated_at", Rfc3339.micros(policy.updatedOn()));
        return json;
    }
}
