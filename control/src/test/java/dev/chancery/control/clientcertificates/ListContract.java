package dev.chancery.control.clientcertificates;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chancery.testkit.Reply;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lists: order, filters, paging, totals. */
interface ListContract extends ClientCertificateContract {
    private static List<String> ids(Reply reply) {
        List<String> ids = new ArrayList<>();
        reply.result().forEach(one -> ids.add(one.path("id").asText()));
        return ids;
    }

    private static void info(Reply reply, long page, long perPage, long count, long total) {
        JsonNode info = reply.json().path("result_info");
        assertThat(List.of(
                        info.path("page").asLong(),
                        info.path("per_page").asLong(),
                        info.path("count").asLong(),
                        info.path("total_count").asLong(),
                        info.path("total_pages").asLong()))
                .containsExactly(page, perPage, count, total, (total + perPage - 1) / perPage);
    }

    @Test
    default void listsEveryCertificateOnceInTheOrderIssued() {
        ZoneClient zone = zone();
        info(zone.list(""), 1, 20, 0, 0);
        assertThat(zone.list("").result()).isEmpty();
        String csr = openssl().csr("/CN=a");
        List<String> issued = new ArrayList<>();
        for (int i = 0; i < 27; i++) {
            issued.add(zone.issue(csr, 1).result().path("id").asText());
        }
        assertThat(ids(zone.list(""))).isEqualTo(issued.subList(0, 20));
        info(zone.list(""), 1, 20, 20, 27);
        assertThat(ids(zone.list("?page=2"))).isEqualTo(issued.subList(20, 27));
        info(zone.list("?page=2"), 2, 20, 7, 27);
        assertThat(ids(zone.list("?page=3&per_page=20"))).isEmpty();
        info(zone.list("?page=3&per_page=20"), 3, 20, 0, 27);
        info(zone.list("?page=2147483647&per_page=50&status=active"), 2147483647L, 50, 0, 27);
        assertThat(ids(zone.list("?page=2&per_page=5"))).isEqualTo(issued.subList(5, 10));
        assertThat(ids(zone.list("?limit=3&offset=10"))).isEqualTo(issued.subList(10, 13));
        assertThat(ids(zone.list("?offset=25"))).isEqualTo(issued.subList(25, 27));
        assertThat(ids(zone.list("?limit=50&offset=100"))).isEmpty();
        assertThat(zone.list("?per_page=50").result().get(3))
                .isEqualTo(zone.get(issued.get(3)).result());
        assertThat(zone().list("").result()).isEmpty();
    }

    @Test
    default void filtersByStatus() {
        ZoneClient zone = zone();
        String csr = openssl().csr("/CN=a");
        List<String> active = new ArrayList<>();
        List<String> revoked = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            (i % 3 == 0 ? revoked : active)
                    .add(zone.issue(csr, 1).result().path("id").asText());
        }
        revoked.forEach(zone::revoke);
        assertThat(ids(zone.list("?status=active&per_page=5"))).isEqualTo(active.subList(0, 5));
        assertThat(ids(zone.list("?status=active&per_page=5&page=2"))).isEqualTo(active.subList(5, 8));
        info(zone.list("?status=active&per_page=5&page=2"), 2, 5, 3, 8);
        assertThat(ids(zone.list("?status=revoked"))).isEqualTo(revoked);
        assertThat(ids(zone.list("?status=pending_revocation"))).isEmpty();
        assertThat(ids(zone.list("?status=pending_reactivation"))).isEmpty();
        info(zone.list("?status=all"), 1, 20, 12, 12);
        info(zone.list("?status="), 1, 20, 12, 12);
    }
}
