package dev.chancery.control.organizations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chancery.control.principal.HexId;
import dev.chancery.control.refusal.Excerpt;
import dev.chancery.control.v4.Body;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what an organization says of multi-factor authentication. */
final class MfaBody {
    private static final Duration LONGEST = Duration.ofDays(30);
    private static final Set<String> UNITS = Set.of("m", "h");
    private static final List<String> AUTHENTICATORS =
            List.of("totp", "biometrics", "security_key", "piv_key", "ssh_fido2_key");
    private static final List<String> KEY_TYPES = List.of("ecdsa", "ed25519", "rsa");
    private static final List<Integer> KEY_SIZES = List.of(256, 384, 521, 2048, 3072, 4096);

    private MfaBody() {}

    static JsonNode config(Body body) {
        ObjectNode read = JsonNodeFactory.instance.objectNode();
        words(body, "allowed_authenticators", AUTHENTICATORS, read);
        for (String name : List.of("amr_matching_session_duration", "session_duration")) {
            SettingsBody.duration(body, name, UNITS, Duration.ZERO, LONGEST)
                    .ifPresent(duration -> read.set(name, duration));
        }
        body.parsed("required_aaguids", text -> HexId.parse(text).map(it -> text), "the UUID of a list")
                .ifPresent(text -> read.put("required_aaguids", text));
        return read;
    }

    static JsonNode pivKey(Body body) {
        ObjectNode read = JsonNodeFactory.instance.objectNode();
        word(body, "pin_policy", List.of("never", "once", "always"), read);
        body.flag("require_fips_device").ifPresent(flag -> read.put("require_fips_device", flag));
        sizes(body, read);
        words(body, "ssh_key_type", KEY_TYPES, read);
        word(body, "touch_policy", List.of("never", "always", "cached"), read);
        return read;
    }

    private static void word(Body body, String name, List<String> allowed, ObjectNode read) {
        body.parsed(name, text -> Optional.of(text).filter(allowed::contains), String.join(", ", allowed))
                .ifPresent(text -> read.put(name, text));
    }

    private static void words(Body body, String name, List<String> allowed, ObjectNode read) {
        body.texts(name).ifPresent(texts -> {
            ArrayNode array = read.putArray(name);
            for (int i = 0; i < texts.size(); i++) {
                if (!allowed.contains(texts.get(i))) {
                    String place = name + "/" + i;
                    body.invalid(
                            place,
                            "%s: %s (expected: %s)"
                                    .formatted(place, Excerpt.of(texts.get(i)), String.join(", ", allowed)));
                }
                array.add(texts.get(i));
            }
        });
    }

    private static void sizes(Body body, ObjectNode read) {
        body.raw("ssh_key_size").ifPresent(sizes -> {
            boolean right = sizes.isArray();
            for (JsonNode size : sizes) {
                right &= size.isIntegralNumber() && size.canConvertToInt() && KEY_SIZES.contains(size.intValue());
            }
            if (right) {
                read.set("ssh_key_size", sizes);
            } else {
                body.invalid(
                        "ssh_key_size",
                        "ssh_key_size: not such a list (expected: an array of %s)".formatted(KEY_SIZES));
            }
        });
    }
}
