package dev.chancery.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A list that grows while it is read: the pager of the SDK sees what was there exactly once. */
@WithChancery
final class AutoPaginationTest {

    private static final int FIRST = 1000;
    private static final int MORE = 200;

    @ParameterizedTest
    @ValueSource(strings = {"cloudflare", "cloudflare4"})
    void listsEachOfAThousandCertificatesOnceWhileTwoHundredMoreAreIssued(String sdk, RunningChancery product)
            throws IOException {
        String zone = product.owner()
                .post("/zones", Map.of("name", sdk + ".test", "account", Map.of("id", product.accountId())))
                .result()
                .path("id")
                .asText();

        String output = NodePackage.installed("typescript")
                .node("paging.mjs", sdk, zone, Integer.toString(FIRST), Integer.toString(MORE))
                .with(product.environment())
                .run()
                .succeeded();

        JsonNode said = new ObjectMapper().readTree(output);
        List<String> before = texts(said.path("before"));
        List<String> during = texts(said.path("during"));
        List<String> listed = texts(said.path("listed"));
        assertThat(before).hasSize(FIRST).doesNotHaveDuplicates();
        assertThat(during).hasSize(MORE).doesNotHaveDuplicates();
        assertThat(listed).doesNotHaveDuplicates().containsAll(before);
        List<String> rest = new ArrayList<>(listed);
        rest.removeAll(before);
        assertThat(during).containsAll(rest);
        assertThat(texts(said.path("after"))).hasSize(FIRST + MORE).doesNotHaveDuplicates();
        // In the order issued, so what was listed first is a prefix of what is there at the end.
        assertThat(texts(said.path("after")).subList(0, listed.size())).isEqualTo(listed);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(node -> texts.add(node.asText()));
        return texts;
    }
}
