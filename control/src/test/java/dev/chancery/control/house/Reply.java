package dev.chancery.control.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * An answer.
 *
 * @param status the HTTP status
 * @param json the envelope
 */
public record Reply(int status, JsonNode json) {
    /** The result of a success. */
    public JsonNode result() {
        assertThat(status).as("status of %s", json).isBetween(200, 299);
        assertThat(json.path("success").booleanValue()).isTrue();
        return json.path("result");
    }

    /** A member of the result, as text. */
    public String text(String pointer) {
        return result().at(pointer).asText();
    }

    /** One member of each item of a list, as text. */
    public List<String> each(String pointer) {
        return StreamSupport.stream(result().spliterator(), false)
                .map(item -> item.at(pointer).asText())
                .toList();
    }

    /** Expects a refusal with this status and first error. */
    public void refused(int expectedStatus, int code, String message) {
        assertThat(json.path("success").booleanValue()).as("%s", json).isFalse();
        assertThat(json.at("/errors/0/message").asText()).isEqualTo(message);
        assertThat(json.at("/errors/0/code").intValue()).isEqualTo(code);
        assertThat(status).isEqualTo(expectedStatus);
        assertThat(json.path("result").isNull()).isTrue();
    }

    /** Expects faults at exactly these pointers, in this order. */
    public void faultsAt(String... pointers) {
        assertThat(StreamSupport.stream(json.path("errors").spliterator(), false)
                        .map(error -> error.at("/source/pointer").asText()))
                .as("%s", json)
                .containsExactly(pointers);
    }
}
