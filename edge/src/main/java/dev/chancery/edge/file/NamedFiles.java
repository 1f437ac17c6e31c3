package dev.chancery.edge.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** An edge file and the files it names, each read once, with a digest by which to see that one has changed. */
final class NamedFiles {
    private static final long MOST_BYTES = 64L << 20;

    private final Path first;
    private final Map<Path, String> digests = new LinkedHashMap<>();
    private final Map<Path, byte[]> contents = new LinkedHashMap<>();

    NamedFiles(Path first) {
        this.first = first;
    }

    /** The edge file's own text. */
    String first() throws UnusableFileException {
        return new String(read(first), StandardCharsets.UTF_8);
    }

    /** The text of a file it names. */
    String text(String path) throws UnusableFileException {
        return new String(bytes(path), StandardCharsets.UTF_8);
    }

    /** The bytes of a file it names. */
    byte[] bytes(String path) throws UnusableFileException {
        return read(resolve(path));
    }

    /** A digest of a file it names. */
    String digest(String path) throws UnusableFileException {
        return digest(bytes(path));
    }

    /** Whether every file that was read still has the content it had. */
    boolean unchanged() {
        for (Map.Entry<Path, String> each : digests.entrySet()) {
            try {
                if (!digest(Files.readAllBytes(each.getKey())).equals(each.getValue())) {
                    return false;
                }
            } catch (IOException _) {
                return false;
            }
        }
        return !digests.isEmpty();
    }

    private Path resolve(String path) throws UnusableFileException {
        try {
            return first.toAbsolutePath().resolveSibling(path);
        } catch (InvalidPathException e) {
            throw new UnusableFileException("%s: no path".formatted(path));
        }
    }

    private byte[] read(Path path) throws UnusableFileException {
        byte[] known = contents.get(path);
        if (known != null) {
            return known;
        }
        try {
            if (Files.size(path) > MOST_BYTES) {
                throw new UnusableFileException("%s: larger than 64 MiB".formatted(path));
            }
            byte[] bytes = Files.readAllBytes(path);
            contents.put(path, bytes);
            digests.put(path, digest(bytes));
            return bytes;
        } catch (IOException e) {
            // So that it is looked at again: it may appear.
            digests.put(path, "");
            throw new UnusableFileException(
                    "%s: cannot be read (%s)".formatted(path, e.getClass().getSimpleName()));
        }
    }

    /** Lets go of what was read; the digests stay. */
    void forget() {
        contents.clear();
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
