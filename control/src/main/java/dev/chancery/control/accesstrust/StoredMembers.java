package dev.chancery.control.accesstrust;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chancery.control.accessrules.AccessDuration;
import dev.chancery.control.db.DatabaseException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Members of a stored object. They were validated when they came; what is missing, empty or null is not said.
 *
 * @param node the object
 */
record StoredMembers(JsonNode node) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static StoredMembers of(String json) {
        try {
            return new StoredMembers(JSON.readTree(json));
        } catch (JsonProcessingException e) {
            throw new DatabaseException("stored members: not JSON (expected: an object)", e);
        }
    }

    StoredMembers object(String name) {
        return new StoredMembers(node.path(name));
    }

    boolean has(String name) {
        return node.hasNonNull(name);
    }

    boolean flag(String name, boolean otherwise) {
        return node.path(name).asBoolean(otherwise);
    }

    @Nullable
    String text(String name) {
        String text = node.path(name).asText("");
        return text.isEmpty() ? null : text;
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        node.path(name).forEach(one -> texts.add(one.asText()));
        return texts;
    }

    @Nullable
    Duration duration(String name) {
        String text = text(name);
        return text == null
                ? null
                : AccessDuration.parse(text).map(AccessDuration::length).orElse(null);
    }

    @Nullable
    URI url(String name) {
        String text = text(name);
        return text == null ? null : URI.create(text);
    }
}
