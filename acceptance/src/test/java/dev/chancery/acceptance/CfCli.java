package dev.chancery.acceptance;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

/** {@code cf}, run against a product, in a folder that is also its home. */
record CfCli(NodePackage client, RunningChancery product, Path home) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static CfCli of(RunningChancery product, Path home) {
        return new CfCli(NodePackage.installed("cf"), product, home);
    }

    /** Runs a command that must succeed, and returns the result it prints. */
    JsonNode ask(String command, String... more) {
        String said = run(command, more).succeeded();
        try {
            return JSON.readTree(said);
        } catch (JacksonException cause) {
            throw new UncheckedIOException(said, cause);
        }
    }

    /** Runs a command that must fail, and returns what it says. */
    String refused(String command, String... more) {
        return run(command, more).failed();
    }

    /** Words of the command are parted by blanks; what may hold blanks comes after it. */
    private Command.Outcome run(String command, String... more) {
        String[] arguments = Stream.concat(Arrays.stream(command.split(" ", -1)), Arrays.stream(more))
                .toArray(String[]::new);
        return client.node("node_modules/cf/bin/cf", arguments)
                .in(home)
                .with(product.environment())
                // Most of what it can do it hides for now.
                .with(Map.of("CF_HIDE_COMMANDS", "false", "CI", "1", "HOME", home.toString(), "NO_COLOR", "1"))
                .run();
    }

    /** Returns the argument that hands over a whole body. */
    static String body(Map<String, ?> body) {
        return "--body=" + JSON.valueToTree(body);
    }
}
