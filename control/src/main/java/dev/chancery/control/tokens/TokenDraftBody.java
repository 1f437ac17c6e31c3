package dev.chancery.control.tokens;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chancery.control.principal.Cidr;
import dev.chancery.control.principal.PermissionGroup;
import dev.chancery.control.principal.Policy;
import dev.chancery.control.principal.ResourceSelector;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Excerpt;
import dev.chancery.control.v4.Body;
import dev.chancery.control.v4.Rfc3339;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a token from a body, gathering every fault before it raises them. */
final class TokenDraftBody {
    private static final String GROUP = "the id of a permission group, see /user/tokens/permission_groups";

    private TokenDraftBody() {}

    /**
     * Reads what create and update have in common.
     *
     * @throws dev.chancery.control.refusal.Refusal with every fault found
     */
    static TokenDraft read(Body body) {
        String name = body.requiredParsed(
                        "name",
                        text -> text.isBlank() || text.length() > ApiToken.MAX_NAME
                                ? Optional.empty()
                                : Optional.of(text),
                        "1 to 120 characters")
                .orElse("");
        Optional<Instant> notBefore = instant(body, "not_before");
        Optional<Instant> expiresOn = instant(body, "expires_on");
        notBefore
                .flatMap(start -> expiresOn.filter(end -> !end.isAfter(start)))
                .ifPresent(end -> body.invalid(
                        "expires_on",
                        "expires_on: %s (expected: later than not_before)".formatted(Rfc3339.seconds(end))));
        List<PolicyDraft> policies = policies(body);
        TokenCondition condition = condition(body);
        Optional<Boolean> enabled = enabled(body);
        body.check();
        return new TokenDraft(name, policies, condition, notBefore, expiresOn, enabled);
    }

    private static Optional<Instant> instant(Body body, String name) {
        return body.parsed(name, Rfc3339::parse, "an RFC 3339 timestamp");
    }

    /** "expired" is what time made of a token, not what somebody set: it changes nothing. */
    private static Optional<Boolean> enabled(Body body) {
        return body.parsed("status", TokenStatus::parse, "active, disabled or expired")
                .filter(word -> word != TokenStatus.EXPIRED)
                .map(word -> word == TokenStatus.ACTIVE);
    }

    private static TokenCondition condition(Body body) {
        return body.object("condition")
                .flatMap(condition -> condition.object("request_ip"))
                .map(ip -> new TokenCondition(networks(ip, "in"), networks(ip, "not_in")))
                .orElse(TokenCondition.NONE);
    }

    private static List<TokenCondition.Network> networks(Body ip, String name) {
        List<TokenCondition.Network> networks = new ArrayList<>();
        List<String> texts = ip.texts(name).orElse(List.of());
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            Optional<Cidr> cidr = Cidr.parse(text);
            if (cidr.isPresent()) {
                networks.add(new TokenCondition.Network(text, cidr.get()));
            } else {
                ip.invalid(
                        name + "/" + i,
                        "%s: %s (expected: an IPv4 or IPv6 network in CIDR notation)"
                                .formatted(name, Excerpt.of(text)));
            }
        }
        return networks;
    }

    private static List<PolicyDraft> policies(Body body) {
        Optional<List<Body>> policies = body.objects("policies");
        if (policies.isEmpty()) {
            body.missing("policies", "an array of policies");
        } else if (policies.get().isEmpty()) {
            body.fault(ErrorCode.INVALID_REQUEST, "policies", "policies: empty (expected: at least one policy)");
        }
        return policies.orElse(List.of()).stream().map(TokenDraftBody::policy).toList();
    }

    private static PolicyDraft policy(Body policy) {
        Optional<Policy.Effect> effect = policy.requiredParsed("effect", TokenDraftBody::effect, "allow or deny");
        return new PolicyDraft(effect.orElse(Policy.Effect.ALLOW), groups(policy), resources(policy));
    }

    private static Optional<Policy.Effect> effect(String text) {
        return switch (text) {
            case "allow" -> Optional.of(Policy.Effect.ALLOW);
            case "deny" -> Optional.of(Policy.Effect.DENY);
            default -> Optional.empty();
        };
    }

    private static List<PermissionGroup> groups(Body policy) {
        Optional<List<Body>> items = policy.objects("permission_groups");
        if (items.isEmpty()) {
            policy.missing("permission_groups", "an array of permission groups");
        } else if (items.get().isEmpty()) {
            policy.fault(
                    ErrorCode.INVALID_REQUEST,
                    "permission_groups",
                    "permission_groups: empty (expected: at least one permission group)");
        }
        List<PermissionGroup> groups = new ArrayList<>();
        for (Body item : items.orElse(List.of())) {
            String id = item.requiredText("id");
            Optional<PermissionGroup> group = PermissionGroup.byId(id);
            if (group.isPresent()) {
                groups.add(group.get());
            } else if (item.raw("id").filter(JsonNode::isTextual).isPresent()) {
                item.fault(
                        ErrorCode.INVALID_REQUEST,
                        "id",
                        "permission group: %s (expected: %s)".formatted(Excerpt.of(id), GROUP));
            }
        }
        return groups;
    }

    private static List<ResourceSelector> resources(Body policy) {
        Optional<JsonNode> resources = policy.raw("resources");
        if (resources.isEmpty()) {
            policy.missing("resources", "an object of resources");
            return List.of();
        }
        if (!resources.get().isObject() || resources.get().isEmpty()) {
            policy.fault(
                    ErrorCode.INVALID_REQUEST,
                    "resources",
                    "resources: names nothing (expected: an object with at least one resource)");
            return List.of();
        }
        return ResourceNames.read(
                resources.get(),
                (name, expected) -> policy.fault(
                        ErrorCode.INVALID_REQUEST,
                        "resources",
                        "resources: %s (%s)".formatted(Excerpt.of(name), expected)));
    }
}
