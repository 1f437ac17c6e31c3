package dev.chancery.ca;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;

/**
 * The default seal: 32 random bytes in a local file of mode 0600. It guards against a stolen database or backup, not
 * against whoever reads the server's own disk as its user.
 */
public final class LocalKeyFileSeal implements Seal {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final FileAttribute<Set<PosixFilePermission>> MODE_0600 =
            PosixFilePermissions.asFileAttribute(OWNER_ONLY);

    private final SealKey key;

    private LocalKeyFileSeal(SealKey key) {
        this.key = key;
    }

    /**
     * Opens the key file.
     *
     * @throws SealUnusableException if it is missing, not 32 bytes long, or may be read or written by others
     */
    public static LocalKeyFileSeal open(Path file) {
        try {
            refuseUnlessPrivate(file);
            byte[] root = Files.readAllBytes(file);
            if (root.length != SealKey.LENGTH) {
                throw new SealUnusableException("The seal key file " + file + " holds " + root.length
                        + " bytes (expected: 32); bring back the original, it cannot be repaired.");
            }
            return new LocalKeyFileSeal(new SealKey(root));
        } catch (NoSuchFileException e) {
            throw new SealUnusableException("The seal key file " + file + " does not exist.");
        } catch (IOException e) {
            throw new SealUnusableException("The seal key file " + file + " cannot be read (" + kind(e) + ").");
        }
    }

    /**
     * Opens the key file, creating it first if there is none. The file appears complete and with mode 0600 or not at
     * all; of two processes that create it at once, both end with the same key.
     *
     * @throws SealUnusableException as {@link #open}, or if the file cannot be created
     */
    public static LocalKeyFileSeal openOrCreate(Path file, SecureRandom random) {
        if (!Files.exists(file)) {
            create(file, random);
        }
        return open(file);
    }

    private static void create(Path file, SecureRandom random) {
        byte[] root = new byte[SealKey.LENGTH];
        random.nextBytes(root);
        Path folder = file.toAbsolutePath().getParent();
        try {
            Path draft = Files.createTempFile(folder, ".seal", ".draft", MODE_0600);
            try {
                write(draft, root);
                // A hard link, not a rename: it never replaces a key that another process has just put there.
                Files.createLink(file, draft);
            } catch (FileAlreadyExistsException e) {
                return;
            } finally {
                Files.delete(draft);
            }
            try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
                directory.force(true);
            }
        } catch (IOException | UnsupportedOperationException e) {
            throw new SealUnusableException("The seal key file " + file + " cannot be created (" + kind(e) + ").");
        }
    }

    private static void write(Path draft, byte[] root) throws IOException {
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(root);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static void refuseUnlessPrivate(Path file) throws IOException {
        Set<PosixFilePermission> mode;
        try {
            mode = Files.getPosixFilePermissions(file);
        } catch (UnsupportedOperationException e) {
            throw new SealUnusableException("The seal key file " + file
                    + " lies on a file system without permissions; move it to one that has them.");
        }
        for (PosixFilePermission permission : mode) {
            if (!OWNER_ONLY.contains(permission) && permission != PosixFilePermission.OWNER_EXECUTE) {
                throw new SealUnusableException("The seal key file " + file + " has mode "
                        + PosixFilePermissions.toString(mode)
                        + ", so others can reach it (expected: rw-------); run chmod 600 on it.");
            }
        }
    }

    private static String kind(Exception e) {
        return e.getClass().getSimpleName();
    }

    @Override
    public SealId id() {
        return key.id();
    }

    @Override
    public DataKeyEnvelope wrap(DataKey dataKey, String accountId) {
        return key.wrap(dataKey, accountId);
    }

    @Override
    public DataKey unwrap(DataKeyEnvelope envelope) {
        return key.unwrap(envelope);
    }

    @Override
    public String toString() {
        return "LocalKeyFileSeal[" + key.id() + "]";
    }
}
