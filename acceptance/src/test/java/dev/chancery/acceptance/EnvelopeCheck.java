package dev.chancery.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Checks the envelope around every answer by hand, also where the OpenAPI document knows no route (CONTRACT section 2). */
final class EnvelopeCheck {

    /** The smallest legal error code. */
    private static final int SMALLEST_CODE = 1000;

    private EnvelopeCheck() {}

    /** Returns what is wrong with the envelope of a refusal; an empty list if nothing is. */
    static List<String> faultsOf(V4Answer answer) {
        List<String> faults = new ArrayList<>();
        JsonNode body = answer.body();
        if (!answer.headers().firstValue("content-type").orElse("").startsWith("application/json")) {
            faults.add("the content type is not application/json");
        }
        if (!body.isObject()) {
            faults.add("the body is not a JSON object");
            return faults;
        }
        if (!body.path("success").isBoolean() || body.path("success").asBoolean()) {
            faults.add("success is not false");
        }
        if (!body.has("result") || !body.get("result").isNull()) {
            faults.add("result is not null");
        }
        if (!body.path("messages").isArray()) {
            faults.add("messages is not an array");
        }
        if (!body.path("errors").isArray() || body.path("errors").isEmpty()) {
            faults.add("errors is not an array with something in it");
        }
        body.path("errors").forEach(error -> faultsOfItem(error).forEach(faults::add));
        return faults;
    }

    private static Stream<String> faultsOfItem(JsonNode error) {
        Stream.Builder<String> faults = Stream.builder();
        if (!error.path("code").isInt() || error.path("code").asInt() < SMALLEST_CODE) {
            faults.add("errors[].code is not an integer of at least 1000: " + error);
        }
        if (!error.path("message").isTextual() || error.path("message").asText().isBlank()) {
            faults.add("errors[].message says nothing: " + error);
        }
        if (error.has("source") && !error.path("source").path("pointer").isTextual()) {
            faults.add("errors[].source names no place: " + error);
        }
        return faults.build();
    }
}
