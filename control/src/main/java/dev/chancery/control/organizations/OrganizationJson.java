package dev.chancery.control.organizations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chancery.control.v4.Rfc3339;

/** An organization as the API shows it: what was set, and the defaults of the switches and of the session. */
final class OrganizationJson {
    private static final String DEFAULT_SESSION = "24h";

    private OrganizationJson() {}

    static JsonNode of(Organization organization) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("name", organization.name())
                .put("auth_domain", organization.authDomain().ascii())
                .put("created_at", Rfc3339.micros(organization.createdOn()))
                .put("updated_at", Rfc3339.micros(organization.updatedOn()))
                .put("session_duration", DEFAULT_SESSION);
        SettingsBody.FLAGS.forEach(flag -> json.put(flag, false));
        organization.settings().members().properties().forEach(member -> json.set(member.getKey(), member.getValue()));
        return json;
    }
}
