package dev.chancery.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;

/**
 * One answer of the API.
 *
 * @param request what was asked, for messages: method and path
 * @param status the HTTP status
 * @param headers the headers of the answer
 * @param text the body as it came
 * @param body the body as JSON, or a missing node if it was none
 */
record V4Answer(String request, int status, HttpHeaders headers, String text, JsonNode body) {

    /** Returns {@code result} of an answer that must be a success with the given status. */
    JsonNode result(int expectedStatus) {
        assertThat(status).as("%s answered %s", request, text).isEqualTo(expectedStatus);
        assertThat(body.path("success").asBoolean()).as(text).isTrue();
        return body.path("result");
    }

    /** Returns {@code result} of an answer that must be a 200. */
    JsonNode result() {
        return result(200);
    }

    /** Returns the codes of the answer's errors, in order. */
    List<Integer> codes() {
        List<Integer> codes = new ArrayList<>();
        body.path("errors").forEach(error -> codes.add(error.path("code").asInt()));
        return codes;
    }

    /** Checks that the answer is the failure envelope with this status, and this code first. */
    V4Answer refused(int expectedStatus, int code) {
        assertThat(EnvelopeCheck.faultsOf(this))
                .as("%s answered %s", request, text)
                .isEmpty();
        assertThat(status).as("%s answered %s", request, text).isEqualTo(expectedStatus);
        assertThat(codes()).as("%s answered %s", request, text).startsWith(code);
        return this;
    }
}
