package dev.chancery.control.accessusers;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chancery.control.v4.Rfc3339;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** People who signed in, their sessions and their failed logins, as the API shows them. */
final class AccessUserJson {
    private AccessUserJson() {}

    /** Somebody in a list. */
    record Listed(
            String id,
            String uid,
            String email,
            String name,
            boolean accessSeat,
            boolean gatewaySeat,
            int activeDeviceCount,
            String createdAt,
            String updatedAt,
            @Nullable String lastSuccessfulLogin) {
        static Listed of(AccessUser user) {
            String id = user.id().toString();
            return new Listed(
                    id,
                    id,
                    user.email(),
                    user.name(),
                    user.lastLoginOn().isPresent(),
                    false,
                    0,
                    Rfc3339.micros(user.createdOn()),
                    Rfc3339.micros(user.updatedOn()),
                    user.lastLoginOn().map(Rfc3339::micros).orElse(null));
        }
    }

    /** Who somebody was. */
    static ObjectNode identity(ObjectNode kept) {
        kept.put("is_gateway", false);
        kept.put("is_warp", false);
        kept.putObject("geo");
        return kept;
    }

    /** A session in a list. Which applications it was used for is not kept. */
    static ObjectNode listed(ActiveSession session) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("name", session.name());
        json.put("expiration", session.until().getEpochSecond());
        ObjectNode metadata = json.putObject("metadata");
        metadata.putObject("apps");
        metadata.put("expires", session.until().getEpochSecond());
        metadata.put("iat", session.since().getEpochSecond());
        metadata.put("nonce", session.name());
        metadata.put("ttl", Duration.between(session.since(), session.until()).toSeconds());
        return json;
    }

    /** A session in full: who they were when it began. */
    static ObjectNode of(ActiveSession session) {
        return identity(session.identity()).put("isActive", true);
    }

    /**
     * A failed login.
     *
     * @param kept for how long the house keeps it
     */
    static ObjectNode of(FailedLogin login, AccessUser user, Duration kept) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("expiration", login.on().plus(kept).getEpochSecond());
        ObjectNode metadata = json.putObject("metadata");
        login.application().ifPresent(application -> {
            metadata.put("app_name", application.name());
            metadata.put("aud", application.aud());
        });
        metadata.put("app_domain", login.host());
        metadata.put("connection", login.connection());
        metadata.put("datetime", Rfc3339.micros(login.on()));
        metadata.put("ip_address", login.address());
        metadata.put("ray_id", login.rayId());
        metadata.put("reason", login.reason());
        metadata.put("user_email", user.email());
        metadata.put("user_uuid", user.id().toString());
        return json;
    }
}
