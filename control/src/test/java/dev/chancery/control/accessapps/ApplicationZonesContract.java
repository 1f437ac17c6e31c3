package dev.chancery.control.accessapps;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chancery.control.house.HouseTest;
import dev.chancery.control.house.Tenant;
import dev.chancery.control.principal.PermissionGroup;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Applications at the paths of zones, which show what lies wholly in the zone, on every engine. */
interface ApplicationZonesContract extends HouseTest {
    String APPS = "/accounts/{account}/access/apps";
    String ZONE_APPS = "/zones/{zone}/access/apps";

    private static Map<String, ?> hosted(String... domains) {
        return Map.of("type", "self_hosted", "name", "App", "self_hosted_domains", List.of(domains));
    }

    private static String id(JsonNode application) {
        return application.path("id").textValue();
    }

    @Test
    default void areViewsOfOneStore() {
        String zone = account().zoneName();
        JsonNode atZone = account().post(ZONE_APPS, hosted("a." + zone)).result(201);
        JsonNode atAccount = account().post(APPS, hosted("b." + zone)).result(201);
        assertThat(account().get(APPS).each("/id")).containsExactly(id(atZone), id(atAccount));
        assertThat(account().get(ZONE_APPS).each("/id")).containsExactly(id(atZone), id(atAccount));
        assertThat(account().get(ZONE_APPS + "/" + id(atAccount)).result()).isEqualTo(atAccount);
        account().put(ZONE_APPS + "/" + id(atAccount), hosted("c." + zone)).result();
        account()
                .patch(ZONE_APPS + "/" + id(atAccount) + "/settings", "{'allow_iframe': true}")
                .result(202);
        account().post(ZONE_APPS + "/" + id(atAccount) + "/revoke_tokens", "").result(202);
        account().delete(ZONE_APPS + "/" + id(atAccount)).result(202);
        assertThat(account().get(APPS).each("/id")).containsExactly(id(atZone));
    }

    @Test
    default void showWhatLiesWhollyInTheZone() {
        Tenant other = account().withZone("second." + account().zoneName());
        JsonNode both = account()
                .post(APPS, hosted("a." + account().zoneName(), "a." + other.zoneName()))
                .result(201);
        JsonNode inner = account().post(APPS, hosted("b." + other.zoneName())).result(201);
        JsonNode none = account().post(APPS, Map.of("type", "warp")).result(201);
        assertThat(account().get(ZONE_APPS).each("/id")).isEmpty();
        assertThat(other.get(ZONE_APPS).each("/id")).containsExactly(id(inner));
        String hidden = "12135 - access.api.error.not_found: no application has the id %s here";
        for (JsonNode application : List.of(both, none)) {
            String path = ZONE_APPS + "/" + id(application);
            account().get(path).refused(404, hidden.formatted(id(application)));
            account().delete(path).refused(404, hidden.formatted(id(application)));
            account().put(path, hosted("x." + account().zoneName())).refused(404, hidden.formatted(id(application)));
        }
        // It moves with its domains.
        account()
                .put(APPS + "/" + id(inner), hosted("b." + account().zoneName()))
                .result();
        account().put(APPS + "/" + id(both), hosted("a." + other.zoneName())).result();
        assertThat(account().get(ZONE_APPS).each("/id")).containsExactly(id(inner));
        assertThat(other.get(ZONE_APPS).each("/id")).containsExactly(id(both));
        assertThat(other.get(ZONE_APPS).json().at("/result_info/total_count").intValue())
                .isEqualTo(1);
    }

    @Test
    default void refuseWhatLiesElsewhere() {
        Tenant inner = account().withZone("inner." + account().zoneName());
        String zone = account().zoneName();
        account()
                .post(ZONE_APPS, hosted("ok." + zone, "a." + inner.zoneName(), "a.example.org"))
                .refused(
                        400,
                        "12130 /self_hosted_domains/1 access.api.error.invalid_request: domain does not belong to zone:"
                                + " self_hosted_domains/1: a.%s (expected: %s or a name below it)"
                                        .formatted(inner.zoneName(), zone),
                        "12130 /self_hosted_domains/2 access.api.error.invalid_request: domain does not belong to zone:"
                                + " self_hosted_domains/2: a.example.org (expected: %s or a name below it)"
                                        .formatted(zone));
        account()
                .post(ZONE_APPS, Map.of("type", "warp"))
                .refused(
                        400,
                        "12130 /type access.api.error.invalid_request: domain does not belong to zone: the application"
                                + " does not lie wholly in %s (expected: the account's path)".formatted(zone));
        account()
                .post(ZONE_APPS, Map.of("type", "bookmark", "domain", "https://example.org"))
                .refused(
                        400,
                        "12130 /domain access.api.error.invalid_request: domain does not belong to zone: the application"
                                + " does not lie wholly in %s (expected: the account's path)".formatted(zone));
        account()
                .post(ZONE_APPS, Map.of("type", "bookmark", "domain", "https://docs." + zone + "/x"))
                .result(201);
        assertThat(account().get(ZONE_APPS).each("/type")).containsExactly("bookmark");
    }

    @Test
    default void haveGroupsOfTheirOwn() {
        String id = id(account().post(APPS, hosted("a." + account().zoneName())).result(201));
        Tenant zones = account().holding(PermissionGroup.ZONE_ACCESS_APPS_WRITE);
        zones.get(ZONE_APPS + "/" + id).result();
        zones.get(APPS).refused(403, "10000 - Authentication error");
        Tenant accounts = account().holding(PermissionGroup.ACCESS_APPS_WRITE);
        accounts.get(APPS + "/" + id).result();
        accounts.get(ZONE_APPS).refused(403, "10000 - Authentication error");
        Tenant revoker = account().holding(PermissionGroup.ZONE_ACCESS_APPS_REVOKE);
        revoker.get(ZONE_APPS).result();
        revoker.post(ZONE_APPS + "/" + id + "/revoke_tokens", "").result(202);
        revoker.get(ZONE_APPS + "/" + id).refused(403, "10000 - Authentication error");
    }
}
