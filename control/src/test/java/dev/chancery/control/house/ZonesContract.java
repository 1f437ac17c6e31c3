package dev.chancery.control.house;

import static dev.chancery.control.house.TokensContract.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.control.db.Lane;
import dev.chancery.control.db.TrustHead;
import dev.chancery.testkit.Caller;
import dev.chancery.testkit.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Zones over HTTP, on every engine. */
interface ZonesContract extends FamilyContract {

    private Reply create(String name) {
        return house().owner()
                .post(
                        "/zones",
                        "{'name':'%s','account':{'id':'%s'}}"
                                .formatted(name, house().seeded().account()));
    }

    private void sql(String text, String zone) {
        house().database().write(Lane.GENERAL, tx -> tx.sql(text).text(zone).run());
    }

    @Test
    default void makesAZoneInAsciiAndActive() {
        Reply made = create("BÜCHER.Example.");
        assertThat(made.text("/name")).isEqualTo("xn--bcher-kva.example");
        assertThat(made.text("/status")).isEqualTo("active");
        assertThat(made.text("/account/name")).isEqualTo("Example");
        assertThat(made.text("/created_on")).isEqualTo("2026-01-01T00:00:00.000000Z");
        assertThat(made.result().fieldNames())
                .toIterable()
                .contains(
                        "original_name_servers",
                        "original_registrar",
                        "original_dnshost",
                        "development_mode",
                        "owner",
                        "meta",
                        "plan",
                        "activated_on");
        Reply shown = house().owner().get("/zones/" + made.text("/id"));
        assertThat(shown.result()).isEqualTo(made.result());
    }

    @Test
    default void refusesNamesThatAreTakenOrNoDomains() {
        create("Example.COM").refused(400, 1061, "example.com already exists");
        create("localhost")
                .refused(
                        400,
                        1064,
                        "name: \"localhost\": it has a single label (expected: a domain name such as example.com)");
        create("10.0.0.1")
                .refused(
                        400,
                        1064,
                        "name: \"10.0.0.1\": it ends like an address (expected: a domain name such as example.com)");
        house().owner().post("/zones", "{'type':'half','account':{'id':7}}").faultsAt("/name", "/account/id", "/type");
        house().owner()
                .post("/zones", "{'name':'a.example','account':{'id':'%s'}}".formatted("0".repeat(32)))
                .refused(403, 10000, "Authentication error");
    }

    @Test
    default void filtersOrdersAndPages() {
        create("alpha.example").result();
        create("beta.example").result();
        create("inner.example").result();
        String inner = house().owner().get("/zones?name=inner.example").text("/0/id");
        house().owner().patch("/zones/" + inner, "{'type':'internal'}").result();
        Caller owner = house().owner();
        assertThat(owner.get("/zones").each("/name")).containsExactly("alpha.example", "beta.example", "example.com");
        assertThat(owner.get("/zones?direction=desc&order=name").each("/name"))
                .containsExactly("example.com", "beta.example", "alpha.example");
        assertThat(owner.get("/zones?type=internal").each("/name")).containsExactly("inner.example");
        assertThat(owner.get("/zones?type=internal,full&name=contains:A").each("/name"))
                .containsExactly("alpha.example", "beta.example", "example.com", "inner.example");
        assertThat(owner.get("/zones?name=starts_with:be").each("/name")).containsExactly("beta.example");
        assertThat(owner.get("/zones?name=ends_with:.com").each("/name")).containsExactly("example.com");
        assertThat(owner.get("/zones?name=not_equal:example.com").each("/name"))
                .containsExactly("alpha.example", "beta.example");
        assertThat(owner.get("/zones?account.name=contains_case_sensitive:exam")
                        .result()
                        .isEmpty())
                .isTrue();
        assertThat(owner.get("/zones?match=any&name=alpha.example&account.id=" + "0".repeat(32))
                        .each("/name"))
                .containsExactly("alpha.example");
        assertThat(owner.get("/zones?match=all&name=alpha.example&account.id=" + "0".repeat(32))
                        .result()
                        .isEmpty())
                .isTrue();
        assertThat(owner.get("/zones?status=active&account.id="
                                + house().seeded().account())
                        .result()
                        .size())
                .isEqualTo(3);
        Reply past = owner.get("/zones?page=2&per_page=5");
        assertThat(past.result().isEmpty()).isTrue();
        assertThat(past.json().at("/result_info/total_count").intValue()).isEqualTo(3);
        owner.get("/zones?order=size&match=some").faultsAt("match", "order");
    }

    @Test
    default void showsOnlyWhatTheCallerMaySee() {
        String alpha = create("alpha.example").text("/id");
        Reply made = house().owner()
                .post(
                        "/user/tokens",
                        "{'name':'one','policies':[%s]}"
                                .formatted(policy(
                                        "allow",
                                        "{'com.cloudflare.api.account.zone.%s':'*'}".formatted(alpha),
                                        TokensContract.ZONE_READ)));
        Caller one = house().bearer(made.text("/value"));
        assertThat(one.get("/zones").each("/name")).containsExactly("alpha.example");
        assertThat(one.get("/zones/" + alpha).result().at("/permissions").toString())
                .isEqualTo("[\"#zone:read\"]");
        one.get("/zones/" + house().seeded().zone())
                .refused(
                        404,
                        7003,
                        "Could not route to /zones/%s, perhaps your object identifier is invalid?"
                                .formatted(house().seeded().zone()));
    }

    @Test
    default void changesWhatIsGivenAndKeepsTheRest() {
        String path = "/zones/" + house().seeded().zone();
        house().owner()
                .patch(
                        path,
                        "{'paused':true,'china_network':true,'vanity_name_servers':['ns1.Example.com','ns2.example.com']}")
                .result();
        Reply after = house().owner().patch(path, "{'type':'partial'}");
        assertThat(after.result().at("/paused").booleanValue()).isTrue();
        assertThat(after.result().at("/china_network").booleanValue()).isTrue();
        assertThat(after.text("/type")).isEqualTo("partial");
        assertThat(after.result().at("/vanity_name_servers").toString())
                .isEqualTo("[\"ns1.example.com\",\"ns2.example.com\"]");
        house().owner().patch(path, "{}").result();
        house().owner()
                .patch(path, "{'paused':1,'china_network':'yes','type':'x','vanity_name_servers':['-']}")
                .faultsAt("/paused", "/china_network", "/type", "/vanity_name_servers/0");
    }

    @Test
    default void deletesAZoneThatHasNoUnrevokedCertificateAndFreesItsName() {
        String zone = house().seeded().zone().hex();
        String path = "/zones/" + zone;
        house().owner().get(path).result();
        house().owner()
                .put(path + "/certificate_authorities/hostname_associations", "{'hostnames':['a.example.com']}")
                .result();
        sql(
                "insert into client_certificate (id, zone_id, ordinal, ca_id, serial, status, certificate, csr,"
                        + " validity_days, issued_on, expires_on, crl_partition)"
                        + " select '\\x01', id, 1, 'ca', '\\x01', 1, '\\x01', '\\x01', 1, 0, 0, 0 from zone where id = ?",
                zone);
        house().owner()
                .delete(path)
                .refused(409, 1062, "zone example.com: it has client certificates (expected: all revoked)");
        long before = house().database().read(TrustHead::read).revision().number();
        sql("update client_certificate set status = 3, revoked_at = 0 where zone_id = ?", zone);
        assertThat(house().owner().delete(path).text("/id")).isEqualTo(zone);
        assertThat(house().database().read(TrustHead::read).revision().number())
                .as("edges hear of the hostname that is no longer bound")
                .isEqualTo(before + 1);
        assertThat(house().owner().get(path).status()).isEqualTo(404);
        assertThat(house().owner().get("/zones").result().isEmpty()).isTrue();
        List<Long> closed = house().database()
                .read(tx -> tx.sql("select closed from client_certificate_ordinal where zone_id = ?")
                        .text(zone)
                        .list(row -> row.number(1)));
        assertThat(closed).containsExactly(1L);
        create("example.com").result();
    }
}
