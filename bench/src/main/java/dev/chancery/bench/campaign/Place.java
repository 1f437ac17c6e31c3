package dev.chancery.bench.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.chancery.bench.server.Product;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An account with a zone of its own, where things are changed without hindering those elsewhere.
 *
 * @param account the account's id
 * @param zone the zone's id
 * @param domain the zone's name
 */
record Place(String account, String zone, String domain) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Returns that many: the one the product was founded with, and others found again or made. */
    static List<Place> of(Product product, int count) throws IOException {
        List<Place> places = new ArrayList<>();
        places.add(new Place(product.variable("CLOUDFLARE_ACCOUNT_ID"), product.zone(), "example.com"));
        try (V4 v4 = new V4(product)) {
            for (int i = 1; i < count; i++) {
                String domain = "place-%d.example".formatted(i);
                String account = findOrMake(v4, "/accounts", Map.of("name", "Place " + i), "Place " + i);
                Map<String, Object> zone = Map.of("name", domain, "account", Map.of("id", account));
                places.add(new Place(account, findOrMake(v4, "/zones", zone, domain), domain));
            }
        }
        return places;
    }

    private static String findOrMake(V4 v4, String path, Map<String, ?> body, String name) throws IOException {
        for (JsonNode each : v4.ask("GET", path + "?per_page=50", "", 200).path("result")) {
            if (each.path("name").asText().equals(name)) {
                return each.path("id").asText();
            }
        }
        return v4.ask("POST", path, JSON.writeValueAsString(body), 200)
                .path("result")
                .path("id")
                .asText();
    }
}
