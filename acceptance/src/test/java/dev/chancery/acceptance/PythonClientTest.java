package dev.chancery.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Debian's {@code python3-cloudflare}, a third client with request code of its own, runs the families it knows. */
@WithChancery
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PythonClientTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Debian's package is for the interpreter it came with, whatever else is first on the path. */
    private static final String PYTHON = "/usr/bin/python3";

    private final String said;

    PythonClientTest(RunningChancery product, @TempDir Path home) {
        this.said = Command.at(
                        Path.of(PYTHON),
                        // Leaves no compiled files beside the sources.
                        "-B",
                        Checkout.client("python").resolve("families.py").toString())
                .in(home)
                .with(product.environment())
                // A configuration of whoever runs this must not meddle.
                .with(Map.of("HOME", home.toString()))
                .run()
                .succeeded();
    }

    @TestFactory
    Stream<DynamicTest> everyCaseGoesAsItShould() {
        return said.lines()
                .map(PythonClientTest::read)
                .map(each -> DynamicTest.dynamicTest(
                        each.path("name").asText(),
                        () -> assertThat(each.path("error").asText("")).isEmpty()));
    }

    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (JacksonException cause) {
            throw new UncheckedIOException(line, cause);
        }
    }
}
