package dev.chancery.control.clientcertificates;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.principal.ZoneId;

/** A caller of one zone's client certificates. */
record ZoneClient(V4Client client, AccountId account, ZoneId zone, String token) {
    /** The same zone with another token; empty for none. */
    ZoneClient as(String other) {
        return new ZoneClient(client, account, zone, other);
    }

    String path() {
        return "/zones/" + zone.hex() + "/client_certificates";
    }

    V4Client.Reply post(String body) {
        return client.call("POST", path(), token, body);
    }

    V4Client.Reply issue(String csr, long days) {
        return post("{\"csr\":%s,\"validity_days\":%d}".formatted(V4Client.json(csr), days));
    }

    V4Client.Reply get(String id) {
        return client.call("GET", path() + "/" + id, token, "");
    }

    V4Client.Reply revoke(String id) {
        return client.call("DELETE", path() + "/" + id, token, "");
    }

    V4Client.Reply patch(String id, String body) {
        return client.call("PATCH", path() + "/" + id, token, body);
    }

    V4Client.Reply reactivate(String id) {
        return patch(id, "{\"reactivate\":true}");
    }

    /** A page; the query begins with a question mark or is empty. */
    V4Client.Reply list(String query) {
        return client.call("GET", path() + query, token, "");
    }

    JsonNode managedCa() {
        return client.call("GET", "/accounts/" + account.hex() + "/managed_ca", token, "")
                .result();
    }
}
