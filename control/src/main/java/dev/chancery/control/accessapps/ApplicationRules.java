package dev.chancery.control.accessapps;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chancery.control.publishing.IdentityProviderId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the members of an application and judges what they say together. */
final class ApplicationRules {
    /** The member that names identity providers; infrastructure and bookmarks have none. */
    static final String PROVIDERS = "allowed_idps";

    private static final int MOST_PROVIDERS = 100;

    private final ApplicationType type;
    private final Position at;

    /**
     * @param at the body itself
     */
    ApplicationRules(ApplicationType type, Position at) {
        this.type = type;
        this.at = at;
    }

    /** Every known member that was sent, in the order it was sent. */
    ObjectNode members(JsonNode body) {
        Map<String, Shape> known = KnownMembers.of(type.layout());
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        body.properties().forEach(member -> {
            Shape shape = known.get(member.getKey());
            if (shape != null && !member.getValue().isNull()) {
                kept.set(member.getKey(), shape.read(member.getValue(), at.at(member.getKey())));
            }
        });
        if (known.containsKey("target_criteria")
                && !(kept.path("target_criteria").isArray()
                        && !kept.get("target_criteria").isEmpty())
                && !body.path("target_criteria").isValueNode()) {
            at.at("target_criteria").missing("at least one criterion");
        }
        return kept;
    }

    /** Where a bookmark leads, or where one of the account's own services is. */
    String link(JsonNode body) {
        if (!body.hasNonNull("domain")) {
            if (type == ApplicationType.BOOKMARK) {
                at.at("domain").missing("a URL, or a host and perhaps a path");
            }
            return "";
        }
        new Shape.Formed(text -> isLink(text), "a URL, or a host and perhaps a path")
                .read(body.get("domain"), at.at("domain"));
        return body.get("domain").asText();
    }

    /** The host and path of a link, without its scheme. */
    static Location location(String link) throws Location.Malformed {
        int scheme = link.indexOf("://");
        String rest = scheme < 0 ? link : link.substring(scheme + 3);
        int end = rest.indexOf('/');
        return Location.parse((end < 0 ? rest : rest.substring(0, end)).replaceFirst(":\\d+$", ""));
    }

    private static boolean isLink(String text) {
        try {
            return Forms.webUrl(text.contains("://") ? text : "https://" + text).isPresent()
                    && !location(text).host().isEmpty();
        } catch (Location.Malformed e) {
            return false;
        }
    }

    /** The identity providers named, each once, where it stood first. */
    List<ApplicationDraft.Placed<IdentityProviderId>> providers(JsonNode body) {
        if (!body.hasNonNull(PROVIDERS)) {
            return List.of();
        }
        List<ApplicationDraft.Placed<IdentityProviderId>> named = new ArrayList<>();
        Set<IdentityProviderId> known = new LinkedHashSet<>();
        Shape form = new Shape.Formed(
                text -> IdentityProviderId.parse(text).isPresent(), "the UUID of an identity provider");
        Shape one = (sent, here) -> {
            IdentityProviderId.parse(form.read(sent, here).asText())
                    .filter(known::add)
                    .ifPresent(id -> named.add(new ApplicationDraft.Placed<>(id, here.pointer())));
            return sent;
        };
        new Shape.Each(one, MOST_PROVIDERS).read(body.get(PROVIDERS), at.at(PROVIDERS));
        return named;
    }

    /** Rules over several members. */
    void judge(ObjectNode members, List<ApplicationDraft.Placed<Location>> places, int providers) {
        if (members.path("auto_redirect_to_identity").asBoolean() && providers != 1) {
            at.at("auto_redirect_to_identity")
                    .refuse("auto_redirect_to_identity: true with %d allowed_idps (expected: exactly one)"
                            .formatted(providers));
        }
        if (members.path("options_preflight_bypass").asBoolean() && members.has("cors_headers")) {
            at.at("options_preflight_bypass")
                    .refuse("options_preflight_bypass: true beside cors_headers (expected: one of the two)");
        }
        JsonNode oauth = members.path("oauth_configuration");
        if (oauth.isObject() && oauth.path("enabled").asBoolean(true)) {
            places.stream()
                    .filter(place -> !place.value().path().isEmpty())
                    .forEach(place -> new Position(place.pointer(), at.faults())
                            .refuse("domain can not have a path if oauth is configured: %s (expected: %s)"
                                    .formatted(place.value(), place.value().host())));
        }
        judgeCors(members.path("cors_headers"));
    }

    /** What no browser would take (Fetch standard, section 3.3.5: credentials and the wildcard). */
    private void judgeCors(JsonNode cors) {
        boolean anyOrigin = cors.path("allow_all_origins").asBoolean() || holdsStar(cors.path("allowed_origins"));
        if (cors.path("allow_credentials").asBoolean() && anyOrigin) {
            at.at("cors_headers")
                    .at("allow_credentials")
                    .refuse(
                            "cors_headers/allow_credentials: true while every origin is allowed (expected: named origins)");
        }
    }

    private static boolean holdsStar(JsonNode origins) {
        for (JsonNode origin : origins) {
            if (origin.asText().equals("*")) {
                return true;
            }
        }
        return false;
    }
}
