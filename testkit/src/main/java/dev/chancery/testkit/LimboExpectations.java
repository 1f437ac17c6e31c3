package dev.chancery.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What is expected of us at the published cases: what their publishers expect, unless {@code limbo.json} says otherwise, with a
 * reason for each. An unlisted difference fails, and so does a listed one that is none.
 */
public final class LimboExpectations {
    private static final Map<String, String> LEFT_OUT = listed("left_out", "prefix");
    private static final Map<String, String> DIVERGENCES = listed("divergences", "id");
    private static final Map<String, String> UNPRESENTABLE = listed("unpresentable", "id");

    private LimboExpectations() {}

    private static Map<String, String> listed(String list, String key) {
        Map<String, String> entries = new TreeMap<>();
        try (InputStream json = LimboExpectations.class.getResourceAsStream("/limbo.json")) {
            for (JsonNode entry :
                    new ObjectMapper().readTree(Objects.requireNonNull(json)).path(list)) {
                entries.put(entry.path(key).asText(), entry.path("reason").asText());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return entries;
    }

    /** Beginnings of ids of cases that are not judged, with reasons. */
    public static Map<String, String> leftOut() {
        return Map.copyOf(LEFT_OUT);
    }

    /** Ids of cases that we decide otherwise than their publishers, with reasons. */
    public static Map<String, String> divergences() {
        return Map.copyOf(DIVERGENCES);
    }

    /** Ids of cases whose leaf no client can show in TLS though its key is known, with reasons. */
    public static Map<String, String> unpresentable() {
        return Map.copyOf(UNPRESENTABLE);
    }

    /** The cases that are judged; none where the vectors are absent, for they are no part of the checkout. */
    public static Stream<LimboCase> judged() {
        return LimboCase.all().stream()
                .filter(limbo -> LEFT_OUT.keySet().stream().noneMatch(limbo.id()::startsWith));
    }

    /**
     * Fails unless a case was decided as expected.
     *
     * @param accepted how it was decided
     * @param outcome the same in words
     */
    public static void check(LimboCase limbo, boolean accepted, String outcome) {
        boolean differs = DIVERGENCES.containsKey(limbo.id());
        assertThat(accepted)
                .as("%s: %s, published as %s, %s", limbo, outcome, limbo.accepted(), differs ? "listed" : "not listed")
                .isEqualTo(limbo.accepted() != differs);
    }
}
