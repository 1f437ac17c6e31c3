package dev.chancery.access.signin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * A sign-in under way, as it is kept.
 *
 * @param destination where it leads
 * @param provider with whom
 * @param browser SHA-256 of the cookie of the browser that began it, in lower-case hex
 * @param remembered what the method needs at the end
 */
record Attempt(ObjectNode destination, UUID provider, String browser, Map<String, String> remembered) {
    Attempt {
        destination = destination.deepCopy();
        remembered = Map.copyOf(remembered);
    }

    ObjectNode json() {
        ObjectNode json = destination.deepCopy();
        json.put("provider", provider.toString()).put("browser", browser);
        ObjectNode kept = json.putObject("remembered");
        remembered.forEach(kept::put);
        return json;
    }

    static Attempt of(ObjectNode json) {
        Map<String, String> remembered = new HashMap<>();
        json.path("remembered").forEachEntry((name, value) -> remembered.put(name, value.textValue()));
        return new Attempt(
                json,
                UUID.fromString(json.path("provider").textValue()),
                json.path("browser").textValue(),
                remembered);
    }

    /** Without what is remembered. */
    @Override
    public String toString() {
        return "Attempt[%s]".formatted(provider);
    }
}
