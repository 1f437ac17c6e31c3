package dev.chancery.bench.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A list of hostnames, replaced as a whole by lists that have no name in common. */
final class ReplacedList implements Promise {

    private static final int MOST = 20;

    private final String path;
    private final Kind kind;
    private List<String> acknowledged = List.of();
    private List<String> asked = List.of();
    private int number;

    private ReplacedList(String path, Kind kind) {
        this.path = path;
        this.kind = kind;
    }

    /** The hostnames of the managed CA in this zone, which is example.com. */
    static ReplacedList ofManagedCa(String zone) {
        return new ReplacedList("/zones/" + zone + "/certificate_authorities/hostname_associations", Kind.HOSTNAMES);
    }

    /** The hostname settings of Access in this account, which has the zone example.com. */
    static ReplacedList ofAccess(String account) {
        return new ReplacedList("/accounts/" + account + "/access/certificates/settings", Kind.SETTINGS);
    }

    @Override
    public void adopt(V4 v4) throws IOException {
        acknowledged = shown(v4.ask("GET", path, "", 200));
        asked = acknowledged;
        // Goes on behind the number in the first name, so that no list comes twice.
        number = acknowledged.isEmpty()
                ? 0
                : Integer.parseInt(acknowledged.getFirst().replaceAll("^n([0-9]+)-.*", "$1"));
    }

    @Override
    public void step(V4 v4) throws IOException {
        number++;
        asked = IntStream.rangeClosed(1, 1 + number % MOST)
                .mapToObj(i -> "n" + number + "-" + i + ".example.com")
                .toList();
        List<String> answered = shown(v4.ask("PUT", path, body(), kind.whenReplaced));
        if (!answered.equals(asked)) {
            throw new V4.UnexpectedAnswer("PUT of " + asked + " was answered " + answered);
        }
        acknowledged = asked;
    }

    @Override
    public void check(V4 v4, List<String> violations) throws IOException {
        List<String> now = shown(v4.ask("GET", path, "", 200));
        if (!now.equals(acknowledged) && !now.equals(asked)) {
            violations.add(path + " shows " + now + " (expected: " + acknowledged + " or " + asked + ")");
        }
        acknowledged = now;
        asked = now;
    }

    private String body() {
        return switch (kind) {
            case HOSTNAMES -> "{\"hostnames\":[\"" + String.join("\",\"", asked) + "\"]}";
            case SETTINGS ->
                "{\"settings\":["
                        + String.join(
                                ",",
                                asked.stream()
                                        .map(hostname -> "{\"hostname\":\"" + hostname
                                                + "\",\"china_network\":false,\"client_certificate_forwarding\":true}")
                                        .toList())
                        + "]}";
        };
    }

    private List<String> shown(JsonNode answer) {
        JsonNode result = answer.path("result");
        List<String> hostnames = new ArrayList<>();
        switch (kind) {
            case HOSTNAMES -> result.path("hostnames").forEach(each -> hostnames.add(each.asText()));
            case SETTINGS ->
                result.forEach(each -> hostnames.add(each.path("hostname").asText()));
        }
        return hostnames;
    }

    private enum Kind {
        HOSTNAMES(200),
        SETTINGS(202);

        private final int whenReplaced;

        Kind(int whenReplaced) {
            this.whenReplaced = whenReplaced;
        }
    }
}
