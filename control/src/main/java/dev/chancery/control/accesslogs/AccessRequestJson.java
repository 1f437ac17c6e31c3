package dev.chancery.control.accesslogs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chancery.control.v4.Rfc3339;
import java.util.List;
import java.util.UUID;

/** A sign-in as the API shows it. */
final class AccessRequestJson {
    private AccessRequestJson() {}

    /**
     * @param fields the members to show; all where none is named
     */
    static ObjectNode of(LoggedRequest request, List<String> fields) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("action", "login");
        json.put("allowed", request.allowed());
        json.put("app_domain", request.host());
        json.put("app_uid", request.application().map(UUID::toString).orElse(null));
        json.put("connection", request.connection());
        json.put("created_at", Rfc3339.micros(request.createdOn()));
        json.put("ip_address", request.address());
        json.put("ray_id", request.rayId());
        json.put("reason", request.reason());
        json.put("user_email", request.email());
        return fields.isEmpty() ? json : json.retain(fields);
    }
}
