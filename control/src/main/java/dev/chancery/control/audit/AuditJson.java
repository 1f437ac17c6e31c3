package dev.chancery.control.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.chancery.control.v4.Rfc3339;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An entry as the API shows it: the shape of the official SDK's {@code AuditLog}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AuditJson(
        String id,
        Action action,
        Actor actor,
        @JsonProperty("interface") String door,
        Map<String, Object> metadata,
        @Nullable Owner owner,
        Resource resource,
        String when) {
    /** Both outcomes are successes: one already felt, one on its way to the edges. */
    record Action(boolean result, String type) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Actor(
            @Nullable String id,
            @Nullable String email,
            @Nullable String ip,
            String type) {}

    record Owner(String id) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Resource(@Nullable String id, String type) {}

    static AuditJson of(AuditRecord entry) {
        String owner = entry.accountId() == null ? entry.actorOwnerId() : entry.accountId();
        return new AuditJson(
                Long.toString(entry.ordinal()),
                new Action(true, entry.action()),
                new Actor(entry.actorOwnerId(), entry.actorEmail(), entry.actorIp(), actorType(entry.actorKind())),
                entry.actorKind().equals(AuditRow.HOUSE) ? "house" : "API",
                metadata(entry),
                owner == null ? null : new Owner(owner),
                new Resource(entry.objectId(), entry.objectType()),
                Rfc3339.micros(entry.at()));
    }

    private static String actorType(String kind) {
        return switch (kind) {
            case AuditRow.HOUSE -> "system";
            case "account_token" -> "account";
            default -> "user";
        };
    }

    private static Map<String, Object> metadata(AuditRecord entry) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        put(metadata, "outcome", entry.outcome());
        put(metadata, "credentials", entry.actorKind());
        put(metadata, "credentials_id", entry.actorId());
        put(metadata, "credentials_name", entry.actorName());
        put(metadata, "request_id", entry.requestId());
        put(metadata, "zone_id", entry.zoneId());
        put(metadata, "zone_name", entry.zoneName());
        for (Map.Entry<String, JsonNode> detail : entry.details().properties()) {
            metadata.put(detail.getKey(), detail.getValue());
        }
        return metadata;
    }

    private static void put(Map<String, Object> metadata, String name, @Nullable String value) {
        if (value != null) {
            metadata.put(name, value);
        }
    }
}
