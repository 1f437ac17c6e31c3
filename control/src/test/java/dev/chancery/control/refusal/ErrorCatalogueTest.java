package dev.chancery.control.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The catalogue against its rules and against {@code docs/errors.md}, which is written from it. */
final class ErrorCatalogueTest {
    @Test
    void numbersAreUniquePerStatusAndLegal() {
        Set<String> seen = new HashSet<>();
        for (ErrorCode code : ErrorCode.values()) {
            assertThat(code.number()).isGreaterThanOrEqualTo(1000);
            assertThat(code.httpStatus()).isBetween(400, 599);
            assertThat(code.meaning()).endsWith(".");
            assertThat(seen.add(code.number() + "/" + code.httpStatus()))
                    .as("%s repeats a number", code)
                    .isTrue();
        }
    }

    @Test
    void theDocumentSaysWhatTheCatalogueSays() throws IOException {
        Path document = Path.of(System.getProperty("chancery.root"), "docs", "errors.md");
        String expected = render();
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(document, expected);
        }
        assertThat(document).as("written by: ./dev golden control").content().isEqualTo(expected);
    }

    private static String render() {
        StringBuilder page = new StringBuilder(8_192)
                .append("# Error codes\n\n")
                .append("Written from `ErrorCode` by `./dev golden control`; do not edit.\n\n")
                .append("Every refusal is a v4 envelope with one or several `errors[]`, each with a stable `code`, a ")
                .append("sentence that names the offending value and the expected one, and, where it has a place, ")
                .append("`source.pointer` (a JSON pointer into the body, or the name of a query parameter). The HTTP ")
                .append(
                        "status is that of the first. Codes marked *original* are the numbers of the service whose API ")
                .append("this is; the others are ours.\n\n")
                .append("| code | HTTP | name | meaning | |\n|---|---|---|---|---|\n");
        for (ErrorCode code : ErrorCode.byNumber()) {
            page.append("| %d | %d | `%s` | %s | %s |\n"
                    .formatted(
                            code.number(),
                            code.httpStatus(),
                            code,
                            code.meaning(),
                            code.documented() ? "original" : "ours"));
        }
        return page.toString();
    }
}
