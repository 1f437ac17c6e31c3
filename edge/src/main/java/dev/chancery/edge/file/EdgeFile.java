package dev.chancery.edge.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.chancery.edge.belief.Network;
import dev.chancery.trust.TrustEntry.Mode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What stands in an edge file. Paths are relative to the file's folder.
 *
 * @param network which network the edge stands in
 * @param originCa PEM of the CAs that may vouch for https origins, or "" for those the JDK knows
 */
record EdgeFile(Network network, String originCa, List<Entry> hostnames) {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Words by which a bundle of a control plane would be known. */
    private static final List<String> OF_A_CONTROL_PLANE = List.of("control", "lineage", "revision", "edge_id");

    /**
     * One hostname.
     *
     * @param certificate PEM chain the edge shows, leaf first
     * @param key its private key, PEM
     * @param clientCas PEM files, each one CA: its root or its roots and intermediates; none asks nobody
     * @param crls revocation lists of these CAs, PEM or DER
     * @param graceHours for how long a list may be past its next update
     * @param forwarding whether the origin hears the client's certificate
     * @param certHeaders whether it hears the {@code cf-cert-…} fields
     * @param chinaNetwork whether an edge of the China network asks here
     */
    record Entry(
            String hostname,
            String origin,
            String certificate,
            String key,
            List<String> clientCas,
            List<String> crls,
            Mode mode,
            int graceHours,
            boolean forwarding,
            boolean certHeaders,
            boolean chinaNetwork) {}

    /** The entry as written, where most may be left out. */
    private record Written(
            @Nullable String hostname,
            @Nullable String origin,
            @Nullable String certificate,
            @Nullable String key,
            @Nullable List<String> clientCas,
            @Nullable List<String> crls,
            @Nullable String mode,
            int graceHours,
            boolean forwarding,
            boolean certHeaders,
            boolean chinaNetwork) {
        Entry entry() throws UnusableFileException {
            return new Entry(
                    required("hostname", hostname),
                    required("origin", origin),
                    required("certificate", certificate),
                    required("key", key),
                    clientCas == null ? List.of() : clientCas,
                    crls == null ? List.of() : crls,
                    one(Mode.class, "mode", mode, Mode.ENFORCE),
                    graceHours,
                    forwarding,
                    certHeaders,
                    chinaNetwork);
        }

        private String required(String name, @Nullable String value) throws UnusableFileException {
            if (value == null || value.isEmpty()) {
                throw new UnusableFileException("%s: missing (hostname: %s)".formatted(name, hostname));
            }
            return value;
        }
    }

    private record WrittenFile(
            @Nullable String network,
            @Nullable String originCa,
            @Nullable List<Written> hostnames) {}

    /**
     * Reads the text.
     *
     * @throws UnusableFileException if it is not such a file, or names a control plane: an edge of a control plane is registered
     *     with it and believes nobody else (DESIGN 4.3)
     */
    static EdgeFile parse(String text) throws UnusableFileException {
        try {
            JsonNode tree = JSON.readTree(text);
            for (String word : OF_A_CONTROL_PLANE) {
                if (tree.has(word)) {
                    throw new UnusableFileException(
                            "%s: a file names no control plane (expected: an edge that has one is started with it)"
                                    .formatted(word));
                }
            }
            WrittenFile written = JSON.treeToValue(tree, WrittenFile.class);
            if (written == null || written.hostnames() == null) {
                throw new UnusableFileException("hostnames: missing (expected: a list)");
            }
            List<Entry> entries = new java.util.ArrayList<>();
            for (Written each : written.hostnames()) {
                entries.add(each.entry());
            }
            return new EdgeFile(
                    one(Network.class, "network", written.network(), Network.GLOBAL),
                    written.originCa() == null ? "" : written.originCa(),
                    List.copyOf(entries));
        } catch (JsonProcessingException e) {
            throw new UnusableFileException("it is not the JSON expected: " + e.getOriginalMessage());
        }
    }

    private static <E extends Enum<E>> E one(Class<E> type, String name, @Nullable String value, E orElse)
            throws UnusableFileException {
        if (value == null) {
            return orElse;
        }
        for (E each : type.getEnumConstants()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(value)) {
                return each;
            }
        }
        throw new UnusableFileException("%s: \"%s\" (expected: one of %s)"
                .formatted(
                        name, value, List.of(type.getEnumConstants()).toString().toLowerCase(Locale.ROOT)));
    }
}
