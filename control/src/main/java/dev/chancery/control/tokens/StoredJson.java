package dev.chancery.control.tokens;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chancery.control.principal.Cidr;
import dev.chancery.control.principal.PermissionGroup;
import dev.chancery.control.principal.Policy;
import dev.chancery.control.principal.ResourceSelector;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Policies and conditions as the table keeps them: JSON in the API's own words. */
final class StoredJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private StoredJson() {}

    static String policies(List<Policy> policies) {
        ArrayNode array = JSON.createArrayNode();
        for (Policy policy : policies) {
            ObjectNode node = array.addObject();
            node.put("id", policy.id());
            node.put("effect", policy.effect().name().toLowerCase(Locale.ROOT));
            ArrayNode groups = node.putArray("permission_groups");
            policy.groups().forEach(group -> groups.add(group.id()));
            node.set("resources", JSON.valueToTree(ResourceNames.write(policy.resources())));
        }
        return text(array);
    }

    static List<Policy> policies(String text) {
        List<Policy> policies = new ArrayList<>();
        for (JsonNode node : tree(text)) {
            Set<PermissionGroup> groups = new LinkedHashSet<>();
            for (JsonNode id : node.path("permission_groups")) {
                // A group that was retired since grants nothing.
                PermissionGroup.byId(id.asText()).ifPresent(groups::add);
            }
            List<ResourceSelector> resources = ResourceNames.read(node.path("resources"), (name, why) -> {
                throw new IllegalStateException("stored policy: %s (%s)".formatted(name, why));
            });
            policies.add(new Policy(
                    node.path("id").asText(),
                    Policy.Effect.valueOf(node.path("effect").asText().toUpperCase(Locale.ROOT)),
                    groups,
                    resources));
        }
        return policies;
    }

    static @Nullable String condition(TokenCondition condition) {
        if (condition.isNone()) {
            return null;
        }
        ObjectNode node = JSON.createObjectNode();
        ArrayNode in = node.putArray("in");
        condition.in().forEach(network -> in.add(network.text()));
        ArrayNode notIn = node.putArray("not_in");
        condition.notIn().forEach(network -> notIn.add(network.text()));
        return text(node);
    }

    static TokenCondition condition(@Nullable String text) {
        if (text == null) {
            return TokenCondition.NONE;
        }
        JsonNode node = tree(text);
        return new TokenCondition(networks(node.path("in")), networks(node.path("not_in")));
    }

    private static List<TokenCondition.Network> networks(JsonNode array) {
        List<TokenCondition.Network> networks = new ArrayList<>();
        for (JsonNode item : array) {
            networks.add(new TokenCondition.Network(
                    item.asText(), Cidr.parse(item.asText()).orElseThrow()));
        }
        return networks;
    }

    private static String text(JsonNode node) {
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
