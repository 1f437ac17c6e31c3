package dev.chancery.control.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What the listener answered. */
public record Reply(HttpResponse<byte[]> response) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public int status() {
        return response.statusCode();
    }

    public byte[] bytes() {
        return response.body();
    }

    public String text() {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    public JsonNode json() {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(text(), e);
        }
    }

    /** The result of a success. */
    public JsonNode result() {
        assertThat(status()).as(text()).isEqualTo(200);
        assertThat(json().path("success").booleanValue()).isTrue();
        return json().path("result");
    }

    /** A member of every item of a list. */
    public List<String> each(String member) {
        List<String> values = new ArrayList<>();
        result().forEach(item -> values.add(item.path(member).asText()));
        return values;
    }

    /** Checks the status and each error, written as {@code code pointer message}. */
    public void refused(int status, String... errors) {
        List<String> found = new ArrayList<>();
        json().path("errors")
                .forEach(error -> found.add("%d %s %s"
                        .formatted(
                                error.path("code").intValue(),
                                error.path("source").path("pointer").asText("-"),
                                error.path("message").textValue())));
        assertThat(found).containsExactly(errors);
        assertThat(status()).isEqualTo(status);
        assertThat(json().path("success").booleanValue()).isFalse();
        assertThat(json().get("result").isNull()).isTrue();
    }
}
