package dev.chancery.bench.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chancery.bench.data.Status;
import dev.chancery.bench.data.Store;
import dev.chancery.bench.server.Product;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks into the product after a restart, while nobody writes: is every promise kept? */
final class Inspection {

    private static final int PER_PAGE = 50;

    private final Product product;
    private final Store store;
    private final List<String> violations = new ArrayList<>();

    Inspection(Product product, Store store) {
        this.product = product;
        this.store = store;
    }

    /**
     * Checks these certificates one by one, and takes what they show now as acknowledged.
     *
     * @param adopt whether any status is right, for a campaign that was itself killed and forgot what it had asked for
     */
    void certificates(List<Entry> entries, boolean adopt) throws IOException {
        try (V4 v4 = new V4(product)) {
            for (Entry entry : entries) {
                try {
                    certificate(v4, entry, adopt);
                } catch (V4.UnexpectedAnswer lost) {
                    violations.add("acknowledged, and not there: " + lost.getMessage());
                }
            }
        }
    }

    private void certificate(V4 v4, Entry entry, boolean adopt) throws IOException {
        JsonNode result = v4.ask("GET", "/" + entry.id(), "").path("result");
        Status status = Status.ofWord(result.path("status").asText());
        if (!entry.serial().equals(result.path("serial_number").asText())
                || !entry.certificateHash()
                        .equals(Writer.hash(result.path("certificate").asText()))) {
            violations.add(entry.id() + " is not the certificate that was acknowledged");
        }
        if (!adopt && !entry.legal().contains(status)) {
            violations.add(entry.id() + " shows " + status.word() + " (expected: one of " + entry.legal() + ")");
        }
        entry.acknowledge(status);
    }

    /**
     * Checks that what the API counts, what the rows count and, where asked, what the pages list is the same, and that no
     * serial and no ordinal stands twice or is missing.
     *
     * @param atLeast how many certificates were acknowledged
     * @param atMost and how many can have been issued, the unanswered ones included
     * @param pages whether to list every page; else only the last one and the one behind it
     */
    void counts(long atLeast, long atMost, boolean pages) throws IOException, SQLException {
        long rows = store.number("select count(*) from client_certificate");
        expect(
                "rows with a serial of their own",
                store.number("select count(distinct serial) from client_certificate"),
                rows);
        expect("the last ordinal", store.number("select coalesce(max(ordinal), 0) from client_certificate"), rows);
        if (rows < atLeast || rows > atMost) {
            violations.add(rows + " rows (expected: " + atLeast + " to " + atMost + ")");
        }
        try (V4 v4 = new V4(product)) {
            expect("total_count of all", listed(v4, "all", rows, pages), rows);
            for (Map.Entry<String, Long> status :
                    store.countByStatus(product.zone()).entrySet()) {
                long total = listed(v4, status.getKey(), status.getValue(), pages);
                expect("total_count of " + status.getKey(), total, status.getValue());
            }
        }
    }

    /** Checks what is replaced as a whole, and notes where the kill fell. */
    void promises(List<Promise> promises, Tally tally) throws IOException {
        try (V4 v4 = new V4(product)) {
            for (Promise promise : promises) {
                tally.fell(promise.kind(), promise.check(v4, violations));
            }
        }
    }

    /** Returns what was found wrong. */
    List<String> violations() {
        return violations;
    }

    /** Lists, checks what each page holds, and returns the total the API gives. */
    private long listed(V4 v4, String status, long rows, boolean everyPage) throws IOException {
        long lastPage = Math.max(1, (rows + PER_PAGE - 1) / PER_PAGE);
        Set<String> ids = new HashSet<>();
        long total = -1;
        for (long page = everyPage ? 1 : lastPage; page <= lastPage + 1; page++) {
            JsonNode answer = v4.ask("GET", "?per_page=" + PER_PAGE + "&page=" + page + "&status=" + status, "");
            total = answer.path("result_info").path("total_count").asLong();
            for (JsonNode certificate : answer.path("result")) {
                ids.add(certificate.path("id").asText());
                if (!status.equals("all")
                        && !status.equals(certificate.path("status").asText())) {
                    violations.add("a list of " + status + " shows a certificate that is "
                            + certificate.path("status").asText());
                }
            }
        }
        long expected = everyPage || rows == 0 ? rows : rows - (lastPage - 1) * PER_PAGE;
        expect("certificates listed as " + status, ids.size(), expected);
        return total;
    }

    private void expect(String what, long found, long expected) {
        if (found != expected) {
            violations.add(what + ": " + found + " (expected: " + expected + ")");
        }
    }
}
