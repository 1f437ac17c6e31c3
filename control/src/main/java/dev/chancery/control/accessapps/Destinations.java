package dev.chancery.control.accessapps;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chancery.control.principal.Cidr;
import dev.chancery.trust.Hostname;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an application protects, said in up to three members: {@code domain}, {@code destinations} and, without those, the older
 * {@code self_hosted_domains}. Whichever was sent, the answer has all three.
 *
 * @param domain as it was sent, or the first place that was
 * @param places every public place, no place twice
 * @param members {@code destinations} and {@code self_hosted_domains}
 */
record Destinations(String domain, List<ApplicationDraft.Placed<Location>> places, ObjectNode members) {
    /** The member that lists the public places as the caller spelled them. */
    static final String PLACES = "self_hosted_domains";

    /** Places of one application at most; a bound must exist. */
    private static final int MOST = 200;

    private static final String LIST = "destinations";
    private static final String PLACE_FORM = "a host and perhaps a path, such as app.example.com/admin";

    private static final Shape PUBLIC =
            new Shape.Fields(Map.of("type", Shape.word("public"), "uri", new Shape.Text(1300)), Set.of("uri"));
    private static final Shape PRIVATE = new Shape.Fields(
            Map.of(
                    "type",
                    Shape.word("private"),
                    "cidr",
                    new Shape.Formed(text -> Cidr.parse(text).isPresent(), "an address or a range such as 10.0.0.0/24"),
                    "hostname",
                    new Shape.Formed(Destinations::isHostname, "a host name"),
                    "l4_protocol",
                    Shape.word("tcp", "udp"),
                    "port_range",
                    Forms.PORT_RANGE,
                    "vnet_id",
                    new Shape.Nothing("there are no virtual networks (expected: none)")),
            Set.of());

    /** Reads them from a body's members. */
    static Destinations read(JsonNode body, Position at) {
        Reader reader = new Reader();
        String domain = body.hasNonNull("domain") ? reader.place(body.get("domain"), at.at("domain")) : "";
        ArrayNode listed = JsonNodeFactory.instance.arrayNode();
        ArrayNode places = JsonNodeFactory.instance.arrayNode();
        if (isListed(body, LIST)) {
            new Shape.Each((sent, here) -> listedOne(sent, here, reader, listed, places), MOST)
                    .read(body.get(LIST), at.at(LIST));
        } else if (isListed(body, PLACES)) {
            new Shape.Each((sent, here) -> add(reader.place(sent, here), listed, places), MOST)
                    .read(body.get(PLACES), at.at(PLACES));
        } else if (body.hasNonNull("domain")) {
            add(domain, listed, places);
        } else {
            at.at("domain").missing(PLACE_FORM);
        }
        ObjectNode members = JsonNodeFactory.instance.objectNode();
        members.set(LIST, listed);
        members.set(PLACES, places);
        return new Destinations(domain.isEmpty() ? places.path(0).asText("") : domain, reader.places, members);
    }

    private static JsonNode listedOne(JsonNode sent, Position at, Reader reader, ArrayNode listed, ArrayNode places) {
        String type = sent.path("type").asText("public");
        switch (type) {
            case "public" -> {
                listed.add(PUBLIC.read(sent, at));
                if (sent.hasNonNull("uri")) {
                    places.add(reader.place(sent.get("uri"), at.at("uri")));
                }
            }
            case "private" -> {
                listed.add(PRIVATE.read(sent, at));
                if (sent.isObject() && !sent.hasNonNull("cidr") && !sent.hasNonNull("hostname")) {
                    at.refuse(at.name() + ": a private destination without cidr and hostname (expected: one of them)");
                }
            }
            default -> at.at("type").invalid(type, "public or private");
        }
        return sent;
    }

    private static JsonNode add(String place, ArrayNode listed, ArrayNode places) {
        listed.addObject().put("type", "public").put("uri", place);
        return places.add(place);
    }

    /** Whether a list says something; an empty one stands for none. */
    private static boolean isListed(JsonNode body, String name) {
        return body.hasNonNull(name)
                && !(body.get(name).isArray() && body.get(name).isEmpty());
    }

    private static boolean isHostname(String text) {
        try {
            return !Hostname.parse(text).ascii().isEmpty();
        } catch (Hostname.Malformed e) {
            return false;
        }
    }

    /** Reads places, and keeps each once. */
    private static final class Reader {
        private final List<ApplicationDraft.Placed<Location>> places = new ArrayList<>();
        private final Set<Location> known = new HashSet<>();

        /** The text of a place; the empty text if it is none, with a fault. */
        String place(JsonNode sent, Position at) {
            if (!sent.isTextual()) {
                at.wrongType(sent, PLACE_FORM);
                return "";
            }
            try {
                Location location = Location.parse(sent.textValue());
                if (known.add(location)) {
                    places.add(new ApplicationDraft.Placed<>(location, at.pointer()));
                }
                return sent.textValue();
            } catch (Location.Malformed e) {
                at.invalid(sent.textValue(), PLACE_FORM + "; " + e.reason());
                return "";
            }
        }
    }
}
