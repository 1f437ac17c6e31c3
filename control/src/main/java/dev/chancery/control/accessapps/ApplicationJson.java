package dev.chancery.control.accessapps;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chancery.control.v4.Rfc3339;

/** An application as the API shows it: what was sent as it was sent, and the defaults of what clients expect to be there. */
final class ApplicationJson {
    private ApplicationJson() {}

    static JsonNode of(ReadApplication.Shown shown) {
        Application application = shown.application();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", application.id().toString());
        json.put("aud", application.aud().hex());
        json.put("type", application.type().word());
        if (!application.name().isEmpty()) {
            json.put("name", application.name());
        }
        if (!application.domain().isEmpty()) {
            json.put("domain", application.domain());
        }
        json.setAll(defaults(application.type()));
        json.setAll(application.members());
        ArrayNode policies = json.putArray("policies");
        shown.policies().forEach(policies::add);
        json.put("created_at", Rfc3339.micros(application.createdOn()));
        json.put("updated_at", Rfc3339.micros(application.updatedOn()));
        return json;
    }

    private static ObjectNode defaults(ApplicationType type) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        switch (type.layout()) {
            case HOSTED, REMOTE_DESKTOP -> {
                signIn(json);
                shownInLauncher(json);
                json.put("enable_binding_cookie", false);
                json.put("http_only_cookie_attribute", true);
                json.put("options_preflight_bypass", false);
                json.put("session_duration", "24h");
            }
            case BOOKMARK -> shownInLauncher(json);
            case LAUNCHER -> {
                signIn(json);
                json.put("session_duration", "24h");
                json.put("skip_app_launcher_login_page", false);
            }
            case PORTAL -> {
                signIn(json);
                if (type == ApplicationType.WARP) {
                    json.put("session_duration", "24h");
                }
            }
            case INFRASTRUCTURE -> {}
        }
        return json;
    }

    private static void signIn(ObjectNode json) {
        json.putArray("allowed_idps");
        json.put("auto_redirect_to_identity", false);
    }

    private static void shownInLauncher(ObjectNode json) {
        json.put("app_launcher_visible", true);
        json.putArray("tags");
    }
}
