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
    private final String domain;
    private final Kind kind;
    private List<String> acknowledged = List.of();
    private List<String> asked = List.of();
    private int number;

    private ReplacedList(String path, String domain, Kind kind) {
        this.path = path;
        this.domain = domain;
        this.kind = kind;
    }

    /** The hostnames of the managed CA in this place's zone. */
    static ReplacedList ofManagedCa(Place place) {
        return new ReplacedList(
                "/zones/" + place.zone() + "/certificate_authorities/hostname_associations",
                place.domain(),
                Kind.HOSTNAMES);
    }

    /** The hostname settings of Access in this place's account. */
    static ReplacedList ofAccess(Place place) {
        return new ReplacedList(
                "/accounts/" + place.account() + "/access/certificates/settings", place.domain(), Kind.SETTINGS);
    }

    @Override
    public Kind kind() {
        return kind;
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
                .mapToObj(i -> "n" + number + "-" + i + "." + domain)
                .toList();
        List<String> answered = shown(v4.ask("PUT", path, body(), statusWhenReplaced()));
        if (!answered.equals(asked)) {
            throw new V4.UnexpectedAnswer("PUT of " + asked + " was answered " + answered);
        }
        acknowledged = asked;
    }

    @Override
    public Seen check(V4 v4, List<String> violations) throws IOException {
        List<String> now = shown(v4.ask("GET", path, "", 200));
        Seen seen = Seen.of(!asked.equals(acknowledged), now.equals(acknowledged));
        if (!now.equals(acknowledged) && !now.equals(asked)) {
            violations.add(path + " shows " + now + " (expected: " + acknowledged + " or " + asked + ")");
        }
        acknowledged = now;
        asked = now;
        return seen;
    }

    private int statusWhenReplaced() {
        return kind == Kind.SETTINGS ? 202 : 200;
    }

    private String body() {
        return kind != Kind.SETTINGS
                ? "{\"hostnames\":[\"" + String.join("\",\"", asked) + "\"]}"
                : "{\"settings\":["
                        + String.join(
                                ",",
                                asked.stream()
                                        .map(hostname -> "{\"hostname\":\"" + hostname
                                                + "\",\"china_network\":false,\"client_certificate_forwarding\":true}")
                                        .toList())
                        + "]}";
    }

    private List<String> shown(JsonNode answer) {
        JsonNode result = answer.path("result");
        List<String> hostnames = new ArrayList<>();
        if (kind == Kind.SETTINGS) {
            result.forEach(each -> hostnames.add(each.path("hostname").asText()));
        } else {
            result.path("hostnames").forEach(each -> hostnames.add(each.asText()));
        }
        return hostnames;
    }
}
