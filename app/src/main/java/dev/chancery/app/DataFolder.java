package dev.chancery.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
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
 * The folder that holds what a house keeps beside its database. It and every file in it belong to the owner alone.
 *
 * @param path the folder
 */
record DataFolder(Path path) {
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /**
     * The folder, made if absent.
     *
     * @throws Unusable if it cannot be made or written
     */
    static DataFolder open(Path path) {
        Path folder = path.toAbsolutePath().normalize();
        try {
            if (!Files.isDirectory(folder)) {
                Path parent = folder.getParent();
                if (parent != null) {
                    Files.createDirectories(parent);
                }
                Files.createDirectory(folder, OWNER_FOLDER);
            }
        } catch (FileAlreadyExistsException e) {
            throw new Unusable("--data: %s is not a folder.".formatted(folder));
        } catch (IOException e) {
            throw new Unusable("--data: %s cannot be made: %s.".formatted(folder, e.getMessage()));
        }
        if (!Files.isWritable(folder)) {
            throw new Unusable("--data: %s cannot be written by this user.".formatted(folder));
        }
        return new DataFolder(folder);
    }

    /** The embedded database. */
    Path database() {
        return path.resolve("chancery.db");
    }

    /** The local seal's key, mode 0600. */
    Path sealKey() {
        return path.resolve("seal.key");
    }

    /** The owner token where no terminal could show it, mode 0600. */
    Path ownerToken() {
        return path.resolve("owner-token");
    }

    /** The legacy key of the owner, mode 0600. */
    Path legacyKey() {
        return path.resolve("owner-legacy-key");
    }

    /** The certificates that verify what this house issues. */
    Path caFile() {
        return path.resolve("ca.pem");
    }

    /** The environment file that a start writes when no other is named. */
    Path envFile() {
        return path.resolve("env");
    }

    /** The text of a file, stripped; empty if there is none. */
    static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file).strip()).filter(text -> !text.isEmpty());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new Unusable("%s cannot be read: %s.".formatted(file, e.getMessage()));
        }
    }

    /** Replaces a file at one instant, mode 0600: a reader sees the old text or the new, never a part. */
    static void write(Path file, String text) {
        Path absolute = file.toAbsolutePath();
        try {
            Path fresh = Files.createTempFile(absolute.getParent(), ".chancery", ".new", OWNER_FILE);
            Files.write(fresh, text.getBytes(StandardCharsets.UTF_8));
            Files.move(fresh, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new Unusable("%s cannot be written: %s.".formatted(absolute, e.getMessage()));
        }
    }
}
