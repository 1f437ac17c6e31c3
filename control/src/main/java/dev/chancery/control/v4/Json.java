package dev.chancery.control.v4;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.chancery.control.refusal.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads and writes JSON under the API's limits and spelling (snake case). */
public final class Json {
    /** Objects and arrays inside one another, at most. */
    public static final int MAX_DEPTH = 32;

    private static final JsonMapper MAPPER = JsonMapper.builder(com.fasterxml.jackson.core.JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(64)
                            .maxNameLength(1024)
                            .build())
                    // Buffers bound to threads are made anew for every call, because a call has a virtual thread of its
                    // own.
                    .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .disable(MapperFeature.DEFAULT_VIEW_INCLUSION)
            .build();

    private Json() {}

    /**
     * Reads the body of a call, whatever its content type said.
     *
     * @return the object; an empty one for an empty body
     * @throws dev.chancery.control.refusal.Refusal if it is not one JSON object, or nested too deep
     */
    public static Body body(byte[] bytes) {
        if (isBlank(bytes)) {
            return new Body(MAPPER.createObjectNode());
        }
        JsonNode node = parse(bytes);
        if (!node.isObject()) {
            throw ErrorCode.WRONG_TYPE.refusal(
                    "body: %s (expected: an object)".formatted(node.isArray() ? "an array" : "a single value"));
        }
        return new Body(node);
    }

    /** A tree of the JSON we stored ourselves. */
    public static JsonNode stored(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a value as UTF-8 JSON. */
    public static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A tree of a value. */
    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    private static JsonNode parse(byte[] bytes) {
        try (JsonParser parser = MAPPER.createParser(bytes)) {
            JsonNode node = MAPPER.readTree(parser);
            if (parser.nextToken() != null) {
                throw ErrorCode.MALFORMED_JSON.refusal("body: a second JSON value%s (expected: one object)"
                        .formatted(where(parser.currentTokenLocation())));
            }
            return node;
        } catch (StreamConstraintsException e) {
            throw ErrorCode.BODY_TOO_DEEP.refusal(
                    "body: nested or long beyond the limits (expected: at most %d levels)".formatted(MAX_DEPTH));
        } catch (JsonProcessingException e) {
            throw ErrorCode.MALFORMED_JSON.refusal(
                    "body: not JSON%s (expected: one object)".formatted(where(e.getLocation())));
        } catch (IOException e) {
            throw ErrorCode.MALFORMED_JSON.refusal("body: not UTF-8 JSON (expected: one object)");
        }
    }

    private static String where(@org.jspecify.annotations.Nullable JsonLocation location) {
        return location == null ? "" : " at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte b : bytes) {
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return false;
            }
        }
        return true;
    }
}
