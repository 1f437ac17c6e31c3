package dev.chancery.control.accessapps;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;

/**
 * Which applications a list shows. Texts are compared without regard to case.
 *
 * @param name its name holds this, or is this
 * @param domain one of its domains holds this, or is this
 * @param aud its audience tag is this
 * @param target one of its target criteria names this attribute with this value
 * @param search its name, a domain or its audience tag holds this
 * @param exact whether name and domain must be equal, not only hold the text
 */
public record ApplicationFilter(
        Optional<String> name,
        Optional<String> domain,
        Optional<String> aud,
        Optional<Attribute> target,
        Optional<String> search,
        boolean exact) {
    /** An attribute of a target. */
    public record Attribute(String key, String value) {
        /** Reads {@code key=value}; empty if there is no key. */
        public static Optional<Attribute> parse(String text) {
            int equals = text.indexOf('=');
            return equals < 1
                    ? Optional.empty()
                    : Optional.of(new Attribute(text.substring(0, equals), text.substring(equals + 1)));
        }
    }

    /** Whether it shows all. */
    boolean isNone() {
        return name.isEmpty() && domain.isEmpty() && aud.isEmpty() && target.isEmpty() && search.isEmpty();
    }

    /** Whether it shows an application. */
    boolean shows(Application application) {
        return name.map(text -> matches(application.name(), text)).orElse(true)
                && domain.map(text -> anyDomain(application, text, exact)).orElse(true)
                && aud.map(text -> application.aud().hex().equals(text.toLowerCase(Locale.ROOT)))
                        .orElse(true)
                && target.map(attribute -> hasTarget(application, attribute)).orElse(true)
                && search.map(text -> found(application, text)).orElse(true);
    }

    private boolean matches(String value, String text) {
        return exact ? value.equalsIgnoreCase(text) : holds(value, text);
    }

    private static boolean found(Application application, String text) {
        return holds(application.name(), text)
                || anyDomain(application, text, false)
                || holds(application.aud().hex(), text);
    }

    private static boolean anyDomain(Application application, String text, boolean exact) {
        if (exact ? application.domain().equalsIgnoreCase(text) : holds(application.domain(), text)) {
            return true;
        }
        for (JsonNode place : application.members().path(Destinations.PLACES)) {
            String value = place.asText();
            if (exact ? value.equalsIgnoreCase(text) : holds(value, text)) {
                return true;
            }
        }
        return false;
    }

    private static boolean holds(String value, String text) {
        return value.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
    }

    private static boolean hasTarget(Application application, Attribute attribute) {
        for (JsonNode criterion : application.members().path("target_criteria")) {
            for (JsonNode value : criterion.path("target_attributes").path(attribute.key())) {
                if (value.asText().equals(attribute.value())) {
                    return true;
                }
            }
        }
        return false;
    }
}
