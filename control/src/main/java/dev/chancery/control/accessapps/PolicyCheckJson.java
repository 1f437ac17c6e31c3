package dev.chancery.control.accessapps;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What policies say of somebody, as the API shows it. */
final class PolicyCheckJson {
    private PolicyCheckJson() {}

    static ObjectNode of(CheckPolicies.Checked checked) {
        Application application = checked.application();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ObjectNode state = json.putObject("app_state");
        state.put("app_uid", application.id().toString());
        state.put("aud", application.aud().hex());
        state.put("hostname", application.domain());
        state.put("name", application.name());
        ArrayNode policies = state.putArray("policies");
        for (JsonNode policy : checked.policies()) {
            ObjectNode shown = policy.deepCopy();
            policies.add(shown.put(
                    "status",
                    status(checked.meaning().contains(policy.path("id").asText()))));
        }
        state.put("status", status(checked.admitted()));
        ObjectNode identity = checked.identity();
        identity.put("is_gateway", false);
        identity.put("is_warp", false);
        identity.putObject("geo");
        json.set("user_identity", identity);
        return json;
    }

    private static String status(boolean success) {
        return success ? "Success" : "Fail";
    }
}
