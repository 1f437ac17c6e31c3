package dev.chancery.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
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
        List<String> after = texts(said.path("after"));
        assertThat(after).hasSize(FIRST + MORE).doesNotHaveDuplicates();
        // Always in the order issued. A page that was short when it was read may have filled up since: what came later
        // than the listing can be passed over, what was there before it never.
        assertThat(after.stream().filter(new HashSet<>(listed)::contains)).containsExactlyElementsOf(listed);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(node -> texts.add(node.asText()));
        return texts;
    }
}
