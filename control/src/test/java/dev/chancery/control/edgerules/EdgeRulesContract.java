package dev.chancery.control.edgerules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.control.db.TrustHead;
import dev.chancery.control.house.Believed;
import dev.chancery.control.house.HouseTest;
import dev.chancery.control.house.Tenant;
import dev.chancery.testkit.Reply;
import dev.chancery.trust.Hostname;
import dev.chancery.trust.TrustEntry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How the clients of a hostname are treated, on every engine. */
interface EdgeRulesContract extends HouseTest.Alone {
    String HOSTNAMES = "/zones/{zone}/edge/hostnames";

    private List<TrustEntry.Config> believed(String hostname) {
        return Believed.config(house()).entries().stream()
                .filter(entry -> entry instanceof TrustEntry.Rules rules
                        && rules.hostname().ascii().equals(hostname))
                .toList();
    }

    @Test
    default void rulesArePutReadListedAndTakenBack() {
        Tenant account = account();
        String host = "a." + account.zoneName();
        Reply put = account.put(HOSTNAMES + "/" + host, Map.of("mode", "log", "grace_hours", 24, "cert_headers", true));
        assertThat(put.text("/hostname")).isEqualTo(host);
        assertThat(put.text("/mode")).isEqualTo("log");
        assertThat(put.result().path("grace_hours").intValue()).isEqualTo(24);
        assertThat(put.result().path("cert_headers").booleanValue()).isTrue();
        assertThat(put.text("/status")).isEqualTo("active");
        assertThat(account.get(HOSTNAMES + "/" + host).result()).isEqualTo(put.result());
        assertThat(account.get(HOSTNAMES).each("/hostname")).containsExactly(host);
        assertThat(believed(host))
                .containsExactly(new TrustEntry.Rules(new Hostname(host), TrustEntry.Mode.LOG, 24, true));
        assertThat(account.put(HOSTNAMES + "/" + host, "{}").text("/mode")).isEqualTo("enforce");
        assertThat(believed(host))
                .containsExactly(new TrustEntry.Rules(new Hostname(host), TrustEntry.Mode.ENFORCE, 0, false));
        account.delete(HOSTNAMES + "/" + host).result();
        assertThat(believed(host)).isEmpty();
        account.get(HOSTNAMES + "/" + host)
                .refused(404, "1485 - %s has no rules of its own in this zone.".formatted(host));
        assertThat(account.get(HOSTNAMES).each("/hostname")).isEmpty();
    }

    @Test
    default void everythingWrongIsSaidAtOnce() {
        Tenant account = account();
        account.put(
                        HOSTNAMES + "/a." + account.zoneName(),
                        Map.of("mode", "off", "grace_hours", 721, "cert_headers", "yes"))
                .refused(
                        400,
                        "6009 /mode mode: \"off\" (expected: enforce or log)",
                        "6009 /grace_hours grace_hours: 721 (expected: 0 to 720)",
                        "6007 /cert_headers cert_headers: a string (expected: a boolean)");
        account.put(HOSTNAMES + "/a.elsewhere.example", "{}")
                .refused(
                        400,
                        "1481 - hostname: \"a.elsewhere.example\" (expected: %s or a name below it)"
                                .formatted(account.zoneName()));
    }

    @Test
    default void theSameRulesAgainChangeNothing() {
        Tenant account = account();
        String host = "a." + account.zoneName();
        account.put(HOSTNAMES + "/" + host, Map.of("mode", "log")).result();
        long before = house().database().read(TrustHead::read).revision().number();
        account.put(HOSTNAMES + "/" + host, Map.of("mode", "log", "grace_hours", 0))
                .result();
        assertThat(house().database().read(TrustHead::read).revision().number()).isEqualTo(before);
    }

    @Test
    default void whileAnEdgeHasToHearOfThemTheyArePending() {
        Tenant account = account();
        String host = "a." + account.zoneName();
        house().withAnEdge(() -> {
            assertThat(account.put(HOSTNAMES + "/" + host, Map.of("mode", "log"))
                            .text("/status"))
                    .isEqualTo("pending_deployment");
            assertThat(account.delete(HOSTNAMES + "/" + host).text("/status")).isEqualTo("pending_deletion");
            assertThat(account.get(HOSTNAMES + "/" + host).status()).isEqualTo(404);
        });
    }

    @Test
    default void aHostnameOfTwoZonesIsRuledInOneAndGoesWithIt() {
        Tenant outer = account();
        Tenant inner = outer.withZone("inner." + outer.zoneName());
        String host = "a." + inner.zoneName();
        inner.put(HOSTNAMES + "/" + host, Map.of("mode", "log")).result();
        outer.put(HOSTNAMES + "/" + host, "{}")
                .refused(
                        409,
                        "1486 - hostname: %s has rules in another zone (expected: one zone that rules it)"
                                .formatted(host));
        inner.delete("/zones/{zone}").result();
        assertThat(believed(host)).isEmpty();
        outer.put(HOSTNAMES + "/" + host, "{}").result();
    }

    @Test
    default void aReaderReadsAndAStrangerDoesNothing() {
        Tenant account = account();
        String host = "a." + account.zoneName();
        account.put(HOSTNAMES + "/" + host, "{}").result();
        assertThat(account.reader().get(HOSTNAMES).each("/hostname")).containsExactly(host);
        assertThat(account.reader().put(HOSTNAMES + "/" + host, "{}").status()).isEqualTo(403);
        assertThat(account.stranger().get(HOSTNAMES + "/" + host).status()).isEqualTo(403);
    }
}
