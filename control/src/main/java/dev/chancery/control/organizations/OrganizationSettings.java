package dev.chancery.control.organizations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chancery.control.db.DatabaseException;
import dev.chancery.control.refusal.AccessRefusals;
import dev.chancery.control.refusal.Refusal;
import java.util.Map;
import java.util.Optional;

/**
 * The switches of an organization: a JSON object of members that {@link SettingsBody} read, each with a value that is allowed there.
 *
 * @param members what somebody set; what is missing has its default
 */
public record OrganizationSettings(JsonNode members) {
    /** What a new organization has. */
    public static final OrganizationSettings NONE = new OrganizationSettings(JsonNodeFactory.instance.objectNode());

    private static final ObjectMapper JSON = new ObjectMapper();

    public OrganizationSettings {
        members = members.deepCopy();
    }

    /** Reads back what the store has. */
    static OrganizationSettings stored(String json) {
        try {
            return new OrganizationSettings(JSON.readTree(json));
        } catch (JsonProcessingException e) {
            throw new DatabaseException("access_organization.settings: not JSON (expected: an object)", e);
        }
    }

    /** The stored form. */
    String json() {
        return members.toString();
    }

    /**
     * These settings with some changed.
     *
     * @param changes new values by name; empty goes back to the default
     * @throws Refusal (12130) if MFA is required of all applications, and there is no way or no time for it
     */
    OrganizationSettings with(Map<String, Optional<JsonNode>> changes) {
        ObjectNode changed = members.deepCopy();
        changes.forEach((name, value) ->
                value.ifPresentOrElse(present -> changed.set(name, present), () -> changed.remove(name)));
        JsonNode mfa = changed.path("mfa_config");
        if (changed.path("mfa_required_for_all_apps").asBoolean(false)
                && (mfa.path("allowed_authenticators").isEmpty() || !mfa.has("session_duration"))) {
            throw new Refusal(AccessRefusals.invalid(
                    "/mfa_required_for_all_apps",
                    "mfa_required_for_all_apps: true (expected: false, or an mfa_config with allowed_authenticators and"
                            + " session_duration)"));
        }
        return new OrganizationSettings(changed);
    }
}
