package dev.chancery.control.organizations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.chancery.control.accessrules.AccessDuration;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Excerpt;
import dev.chancery.control.v4.Body;
import dev.chancery.trust.Hostname;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the switches of an organization from a body. Faults go to the body, each with its place. */
final class SettingsBody {
    /** The switches that are on or off, all of them off by default. */
    static final List<String> FLAGS = List.of(
            "allow_authenticate_via_warp",
            "auto_redirect_to_identity",
            "deny_unmatched_requests",
            "is_ui_read_only",
            "mfa_required_for_all_apps",
            "warp_auth_non_browser_401");

    private static final String SEAT = "user_seat_expiration_inactive_time";
    private static final String EXEMPTED = "deny_unmatched_requests_exempted_zone_names";
    private static final int LONGEST_TEXT = 2048;
    private static final Pattern COLOUR = Pattern.compile("#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})");
    private static final Pattern PAGE = Pattern.compile("[0-9A-Za-z-]{1,64}");

    private final Body body;
    private final Map<String, Optional<JsonNode>> changes = new LinkedHashMap<>();

    private SettingsBody(Body body) {
        this.body = body;
    }

    /** What the body changes: new values by name; empty where it says null, which goes back to the default. */
    static Map<String, Optional<JsonNode>> read(Body body) {
        SettingsBody reader = new SettingsBody(body);
        reader.read();
        return reader.changes;
    }

    private void read() {
        for (String flag : FLAGS) {
            set(flag, body.flag(flag).map(BooleanNode::valueOf));
        }
        set("session_duration", duration(body, "session_duration", AccessDuration.ANY_UNIT, Duration.ZERO));
        set(
                "warp_auth_session_duration",
                duration(body, "warp_auth_session_duration", Set.of("m", "h"), Duration.ZERO));
        set(SEAT, duration(body, SEAT, AccessDuration.ANY_UNIT, Duration.ofHours(730)));
        set("ui_read_only_toggle_reason", text(body, "ui_read_only_toggle_reason"));
        set(EXEMPTED, zoneNames());
        set("login_design", body.object("login_design").map(SettingsBody::loginDesign));
        set("custom_pages", body.object("custom_pages").map(SettingsBody::customPages));
        set("mfa_config", body.object("mfa_config").map(MfaBody::config));
        set("mfa_piv_key_requirements", body.object("mfa_piv_key_requirements").map(MfaBody::pivKey));
    }

    private void set(String name, Optional<? extends JsonNode> value) {
        if (body.isNull(name)) {
            changes.put(name, Optional.empty());
        }
        value.ifPresent(present -> changes.put(name, Optional.of(present)));
    }

    /** A duration, kept as it was written. */
    static Optional<JsonNode> duration(Body body, String name, Set<String> units, Duration least) {
        return duration(body, name, units, least, Duration.ofNanos(Long.MAX_VALUE));
    }

    static Optional<JsonNode> duration(Body body, String name, Set<String> units, Duration least, Duration most) {
        String bounds = least.isZero() ? "" : " of at least %dh".formatted(least.toHours());
        String limit = most.toHours() > 100_000 ? "" : " of at most %dh".formatted(most.toHours());
        String form = units.contains("s") ? "300ms or 2h45m" : "30m or 2h45m";
        return body.parsed(
                name,
                text -> AccessDuration.parse(text, units)
                        .map(AccessDuration::length)
                        .filter(it -> it.compareTo(least) >= 0 && it.compareTo(most) <= 0)
                        .map(it -> TextNode.valueOf(text)),
                "a duration such as " + form + bounds + limit);
    }

    static Optional<JsonNode> text(Body body, String name) {
        return body.text(name, LONGEST_TEXT).map(TextNode::valueOf);
    }

    private Optional<JsonNode> zoneNames() {
        return body.texts(EXEMPTED).map(names -> {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            for (int i = 0; i < names.size(); i++) {
                try {
                    array.add(Hostname.parse(names.get(i)).ascii());
                } catch (Hostname.Malformed e) {
                    String place = EXEMPTED + "/" + i;
                    body.fault(
                            ErrorCode.HOSTNAME_INVALID,
                            place,
                            "%s: %s (expected: a zone's name; %s)"
                                    .formatted(place, Excerpt.of(names.get(i)), e.reason()));
                }
            }
            return array;
        });
    }

    private static JsonNode loginDesign(Body design) {
        ObjectNode read = JsonNodeFactory.instance.objectNode();
        for (String colour : List.of("background_color", "text_color")) {
            design.parsed(
                            colour,
                            text -> Optional.of(text)
                                    .filter(it -> COLOUR.matcher(it).matches()),
                            "a colour such as #c5ed1b")
                    .ifPresent(text -> read.put(colour, text));
        }
        for (String words : List.of("header_text", "footer_text")) {
            design.text(words, LONGEST_TEXT).ifPresent(text -> read.put(words, text));
        }
        design.parsed("logo_path", text -> Optional.of(text).filter(SettingsBody::isAddress), "an http or https URL")
                .ifPresent(text -> read.put("logo_path", text));
        return read;
    }

    private static boolean isAddress(String text) {
        try {
            URI uri = new URI(text);
            return text.length() <= LONGEST_TEXT
                    && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
                    && uri.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static JsonNode customPages(Body pages) {
        ObjectNode read = JsonNodeFactory.instance.objectNode();
        for (String page : List.of("forbidden", "identity_denied")) {
            pages.parsed(
                            page,
                            text -> Optional.of(text)
                                    .filter(it -> PAGE.matcher(it).matches()),
                            "the uid of a custom page")
                    .ifPresent(text -> read.put(page, text));
        }
        return read;
    }
}
