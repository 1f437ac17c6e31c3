package dev.chancery.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a listener answered, and what a test expects of a v4 envelope. */
public record Reply(HttpResponse<byte[]> response) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public int status() {
        return response.statusCode();
    }

    /** The body as it came. */
    public byte[] bytes() {
        return response.body();
    }

    /** The body as text. */
    public String text() {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    /** A header, or nothing. */
    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /** The body as JSON. */
    public JsonNode json() {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(text(), e);
        }
    }

    /** The result of a success, which is a 200. */
    public JsonNode result() {
        return result(200);
    }

    /** The result of a success with this status. */
    public JsonNode result(int expectedStatus) {
        assertThat(status()).as(text()).isEqualTo(expectedStatus);
        JsonNode envelope = json();
        assertThat(envelope.path("success").booleanValue()).as(text()).isTrue();
        return envelope.path("result");
    }

    /** A member of the result, by its JSON pointer, as text. */
    public String text(String pointer) {
        return result().at(pointer).asText();
    }

    /** A member of every item of a list, by its JSON pointer, as text. */
    public List<String> each(String pointer) {
        List<String> values = new ArrayList<>();
        result().forEach(item -> values.add(item.at(pointer).asText()));
        return values;
    }

    /** The errors, each written as {@code code pointer message}; a dash stands for no pointer. */
    public List<String> errors() {
        List<String> errors = new ArrayList<>();
        json().path("errors")
                .forEach(error -> errors.add("%d %s %s"
                        .formatted(
                                error.path("code").intValue(),
                                error.path("source").path("pointer").asText("-"),
                                error.path("message").textValue())));
        return errors;
    }

    /** Expects the failure envelope with this status and exactly these errors, written as {@link #errors} writes them. */
    public void refused(int expectedStatus, String... errors) {
        assertThat(errors()).as(text()).containsExactly(errors);
        assertThat(status()).as(text()).isEqualTo(expectedStatus);
        assertThat(json().path("success").booleanValue()).isFalse();
        assertThat(json().path("result").isNull()).isTrue();
    }

    /** Expects the failure envelope with this status, and this error first. */
    public void refused(int expectedStatus, int code, String message) {
        JsonNode envelope = json();
        assertThat(envelope.path("success").booleanValue()).as(text()).isFalse();
        assertThat(envelope.at("/errors/0/message").asText()).isEqualTo(message);
        assertThat(envelope.at("/errors/0/code").intValue()).isEqualTo(code);
        assertThat(status()).isEqualTo(expectedStatus);
        assertThat(envelope.path("result").isNull()).isTrue();
    }

    /** Expects faults at exactly these pointers, in this order. */
    public void faultsAt(String... pointers) {
        List<String> found = new ArrayList<>();
        json().path("errors")
                .forEach(error -> found.add(error.at("/source/pointer").asText()));
        assertThat(found).as(text()).containsExactly(pointers);
    }
}
