package dev.chancery.control.clientcertificates;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chancery.control.house.Tenant;
import dev.chancery.control.principal.ZoneId;
import dev.chancery.testkit.Reply;
import java.util.Map;

/** A caller of one zone's client certificates. */
record ZoneClient(Tenant tenant) {
    private static final String PATH = "/zones/{zone}/client_certificates";

    ZoneId zone() {
        return tenant.zone();
    }

    /** The same zone, called by somebody else. */
    ZoneClient as(Tenant other) {
        return new ZoneClient(tenant.as(other.caller()));
    }

    /** A body as it is. */
    Reply post(String body) {
        return tenant.call("POST", PATH, body);
    }

    Reply issue(String csr, long days) {
        return tenant.post(PATH, Map.of("csr", csr, "validity_days", days));
    }

    Reply get(String id) {
        return tenant.get(PATH + "/" + id);
    }

    Reply revoke(String id) {
        return tenant.delete(PATH + "/" + id);
    }

    /** A body as it is. */
    Reply patch(String id, String body) {
        return tenant.call("PATCH", PATH + "/" + id, body);
    }

    Reply reactivate(String id) {
        return patch(id, "{\"reactivate\":true}");
    }

    /** A page; the query begins with a question mark or is empty. */
    Reply list(String query) {
        return tenant.get(PATH + query);
    }

    JsonNode managedCa() {
        return tenant.get("/accounts/{account}/managed_ca").result();
    }
}
