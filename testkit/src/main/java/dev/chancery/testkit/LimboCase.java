package dev.chancery.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * One published case of path validation, from x509-limbo (trailofbits). The vectors are no part of the checkout: they are
 * read where they lie beside it, or from the folder that the system property {@code chancery.vectors} names.
 *
 * @param id as published, such as {@code rfc5280::nc::permitted-dns-match}
 * @param server whether a server's certificate is judged, not a client's
 * @param trusted PEM of the anchors
 * @param intermediates PEM of what may stand between
 * @param peer PEM of the leaf
 * @param peerKey PEM of its private key, where it is published
 * @param at when it is judged; absent where any time will do
 * @param peerNames the names the peer is expected to have
 * @param maxIntermediates most intermediates, self-issued ones not counted
 * @param crls PEM of revocation lists
 * @param accepted what the publishers expect
 */
public record LimboCase(
        String id,
        boolean server,
        List<String> trusted,
        List<String> intermediates,
        String peer,
        Optional<String> peerKey,
        Optional<Instant> at,
        List<PeerName> peerNames,
        OptionalInt maxIntermediates,
        List<String> crls,
        boolean accepted) {
    private static final String FOLDER_PROPERTY = "chancery.vectors";

    /**
     * A name the peer is expected to have.
     *
     * @param kind {@code DNS}, {@code IP} or {@code RFC822}
     * @param value the name
     */
    public record PeerName(String kind, String value) {}

    /** All cases in their order; none where the vectors are absent and no folder was named. */
    public static List<LimboCase> all() {
        String named = System.getProperty(FOLDER_PROPERTY, "");
        Path folder = named.isEmpty()
                ? Path.of(System.getProperty("chancery.root", ""), "..", "shared", "vectors")
                : Path.of(named);
        Path file = folder.resolve("x509-limbo.json");
        if (named.isEmpty() && Files.notExists(file)) {
            return List.of();
        }
        try {
            return elements(new ObjectMapper().readTree(file.toFile()).path("testcases"))
                    .map(LimboCase::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LimboCase read(JsonNode json) {
        return new LimboCase(
                json.path("id").asText(),
                json.path("validation_kind").asText().equals("SERVER"),
                texts(json.path("trusted_certs")),
                texts(json.path("untrusted_intermediates")),
                json.path("peer_certificate").asText(),
                text(json.path("peer_certificate_key")),
                text(json.path("validation_time"))
                        .map(time -> OffsetDateTime.parse(time).toInstant()),
                Stream.concat(
                                Stream.of(json.path("expected_peer_name")).filter(JsonNode::isObject),
                                elements(json.path("expected_peer_names")))
                        .map(name -> new PeerName(
                                name.path("kind").asText(), name.path("value").asText()))
                        .toList(),
                json.path("max_chain_depth").isInt()
                        ? OptionalInt.of(json.path("max_chain_depth").asInt())
                        : OptionalInt.empty(),
                texts(json.path("crls")),
                json.path("expected_result").asText().equals("SUCCESS"));
    }

    private static Optional<String> text(JsonNode json) {
        return json.isTextual() ? Optional.of(json.asText()) : Optional.empty();
    }

    private static List<String> texts(JsonNode json) {
        return elements(json).map(JsonNode::asText).toList();
    }

    private static Stream<JsonNode> elements(JsonNode json) {
        return json.isArray() ? json.valueStream() : Stream.empty();
    }

    /** Whether the leaf names each of the expected. */
    public boolean namesPeer() {
        return PeerNames.of(peer).areThoseOf(peerNames);
    }

    /** The id. */
    @Override
    public String toString() {
        return id;
    }
}
