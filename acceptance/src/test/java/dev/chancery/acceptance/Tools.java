package dev.chancery.acceptance;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The programs the stories drive. A missing one fails the test that wants it: a skipped acceptance test would say nothing
 * about the product.
 */
final class Tools {

    private Tools() {}

    /**
     * Returns where the program lies on the search path.
     *
     * @param name the program's name, such as {@code openssl}
     * @throws AssertionError if it is not installed
     */
    static Path find(String name) {
        String path = System.getenv().getOrDefault("PATH", "");
        for (String folder : path.split(Pattern.quote(File.pathSeparator), -1)) {
            Path candidate = Path.of(folder).resolve(name);
            if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
                return candidate;
            }
        }
        throw new AssertionError("This test drives the program '" + name
                + "', which is not on the PATH. Install it; acceptance tests are never skipped.");
    }
}
