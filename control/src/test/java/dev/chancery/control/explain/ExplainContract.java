package dev.chancery.control.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chancery.control.house.HouseTest;
import dev.chancery.testkit.Reply;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the judge says of a client, asked over the API, on every engine. */
interface ExplainContract extends HouseTest {
    String EXPLAIN = "/accounts/{account}/explain";

    private Reply explain(String label, String chain, String... more) {
        Map<String, String> body = new HashMap<>();
        body.put("hostname", label + "." + account().zoneName());
        body.put("certificates", chain);
        for (int i = 0; i < more.length; i += 2) {
            body.put(more[i], more[i + 1]);
        }
        return account().post(EXPLAIN, body);
    }

    /** The verdict by the revision another one was given by, or so many before. */
    private String back(String chain, JsonNode verdict, int before) {
        return account()
                .post(
                        EXPLAIN,
                        Map.of(
                                "hostname",
                                "app." + account().zoneName(),
                                "certificates",
                                chain,
                                "revision",
                                verdict.path("revision").asLong() - before))
                .result()
                .path("verdict")
                .asText();
    }

    private String back(String chain, JsonNode verdict) {
        return back(chain, verdict, 0);
    }

    @Test
    default void saysWhatAnEdgeWouldSayAndWhy() {
        account()
                .put(
                        "/zones/{zone}/certificate_authorities/hostname_associations",
                        Map.of("hostnames", List.of("app." + account().zoneName())))
                .result();
        Reply issued = account()
                .post(
                        "/zones/{zone}/client_certificates",
                        Map.of("csr", openssl().csr("/CN=device"), "validity_days", 30));
        String chain = issued.text("/certificate");
        JsonNode good = explain("app", chain).result();
        assertThat(good.path("verdict").asText()).isEqualTo("admitted");
        assertThat(good.path("lets_through").asBoolean()).isTrue();
        assertThat(good.at("/path/0/subject").asText()).isEqualTo("CN=device");
        assertThat(good.path("path")).hasSize(3);
        assertThat(good.path("certificate_authority").asText())
                .isEqualTo(account().get("/accounts/{account}/managed_ca").text("/id"));

        JsonNode late = explain("app", chain, "at", "2031-01-01T00:00:00Z").result();
        assertThat(late.at("/reasons/0/code").asText()).isEqualTo("expired");

        account()
                .delete("/zones/{zone}/client_certificates/" + issued.text("/id"))
                .result();
        JsonNode revoked = explain("app", chain).result();
        assertThat(revoked.path("verdict").asText()).isEqualTo("refused");
        assertThat(revoked.at("/reasons/0/code").asText()).isEqualTo("revoked");
        assertThat(revoked.path("revision").asLong())
                .isGreaterThan(good.path("revision").asLong());

        account()
                .put("/zones/{zone}/certificate_authorities/hostname_associations", Map.of("hostnames", List.of()))
                .result();
        assertThat(explain("app", chain).result().path("verdict").asText()).isEqualTo("not_asked");
        assertThat(back(chain, revoked)).isEqualTo("refused");
        assertThat(back(chain, good)).isEqualTo("admitted");
        assertThat(back(chain, good, 1)).as("nobody was asked yet").isEqualTo("not_asked");
        account()
                .put(
                        "/zones/{zone}/certificate_authorities/hostname_associations",
                        Map.of("hostnames", List.of("app." + account().zoneName())))
                .result();

        assertThat(explain("app", "").result().at("/reasons/0/code").asText()).isEqualTo("no_certificate");
        assertThat(explain("open", chain).result().path("verdict").asText()).isEqualTo("not_asked");
        String stranger = openssl().leaf("/CN=stranger").certificate();
        assertThat(explain("app", stranger, "at", Instant.now().toString())
                        .result()
                        .at("/reasons/0/code")
                        .asText())
                .isEqualTo("no_path");
    }

    @Test
    default void refusesWhatItCannotJudge() {
        account()
                .post(EXPLAIN, Map.of("certificates", "none", "at", "yesterday"))
                .faultsAt("/hostname", "/certificates", "/at");
        account()
                .post(EXPLAIN, Map.of("hostname", "app.elsewhere.example"))
                .refused(400, 1481, "hostname: \"app.elsewhere.example\" (expected: a name in a zone of the account)");
        assertThat(account()
                        .post(EXPLAIN, Map.of("hostname", "app." + account().zoneName(), "revision", 1_000_000))
                        .errors())
                .singleElement()
                .asString()
                .startsWith("6009 /revision revision: 1000000 (expected: at most ");
    }
}
