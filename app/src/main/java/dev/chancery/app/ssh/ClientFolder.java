package dev.chancery.app.ssh;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * Where a person's keys, certificates and tokens lie: a folder of mode 0700, {@code ~/.chancery} unless they say otherwise.
 *
 * @param path the folder
 */
public record ClientFolder(Path path) {
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /**
     * The folder, made if it is not there.
     *
     * @throws SshFailed if it cannot be made
     */
    public static ClientFolder open(Path path) {
        try {
            if (!Files.isDirectory(path)) {
                Files.createDirectories(path, OWNER_ONLY_FOLDER);
            }
            return new ClientFolder(path.toAbsolutePath());
        } catch (IOException e) {
            throw new SshFailed("%s: cannot be made (%s)".formatted(path, e.getMessage()), e);
        }
    }

    /** A file of the folder. */
    Path file(String name) {
        return path.resolve(name);
    }

    /** What a file holds; empty if there is none. */
    Optional<String> read(String name) {
        try {
            return Optional.of(Files.readString(file(name)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new SshFailed("%s: cannot be read (%s)".formatted(file(name), e.getMessage()), e);
        }
    }

    /** Puts a text into a file only its owner may read; whoever reads it meanwhile sees the old or the new. */
    void write(String name, String text) {
        try {
            Path fresh = Files.createTempFile(path, name, ".new", OWNER_ONLY_FILE);
            try {
                Files.writeString(fresh, text);
                replace(fresh, file(name));
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            throw new SshFailed("%s: cannot be written (%s)".formatted(file(name), e.getMessage()), e);
        }
    }

    /** Puts a file in the place of another, at once where the file system can. */
    static void replace(Path fresh, Path old) throws IOException {
        try {
            Files.move(fresh, old, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(fresh, old, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
