package dev.chancery.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What something looks like, kept in files a reviewer reads. A changed, a new and an orphaned file all fail; {@code ./dev
 * golden} sets the system property {@code golden.update} to {@code true}, and the files are written anew instead.
 */
public final class GoldenFiles {
    private final Path folder;
    private final String pattern;

    /**
     * @param folder where they lie, relative to the module whose test runs
     * @param pattern a glob that every golden file of this kind matches, and nothing else in the folder
     */
    public GoldenFiles(String folder, String pattern) {
        this.folder = Path.of(folder);
        this.pattern = pattern;
    }

    /** Compares one file with what it should hold. */
    public void check(String name, String text) {
        Path file = folder.resolve(name);
        try {
            if (Boolean.getBoolean("golden.update")) {
                Files.createDirectories(folder);
                Files.writeString(file, text);
                return;
            }
            assertThat(file)
                    .as("golden file (new ones are written by ./dev golden)")
                    .exists();
            assertThat(text)
                    .as("%s (write it anew by ./dev golden and read the difference)", file)
                    .isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fails if there are other files of this kind than these, or not all of these. Writing anew says nothing of names. */
    public void checkNames(Set<String> names) {
        if (Boolean.getBoolean("golden.update")) {
            return;
        }
        var matcher = folder.getFileSystem().getPathMatcher("glob:" + pattern);
        try (Stream<Path> files = Files.list(folder)) {
            Set<String> found = files.map(Path::getFileName)
                    .filter(matcher::matches)
                    .map(Path::toString)
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(found).as("golden files in %s", folder).isEqualTo(new TreeSet<>(names));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
