package dev.chancery.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A Node package under {@code acceptance/clients}, installed from its lock file the first time a test wants it. */
record NodePackage(Path folder) {

    /**
     * Returns the package with its dependencies in place, running {@code npm ci} when they are missing or older than the
     * lock file. Install scripts never run.
     */
    static NodePackage installed(String name) {
        NodePackage wanted = new NodePackage(Checkout.client(name));
        try {
            wanted.installIfStale();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
        return wanted;
    }

    /** Starts describing a run of one of the package's own programs or scripts by Node. */
    Command node(String script, String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = folder.resolve(script).toString();
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Command.of("node", all).in(folder);
    }

    private void installIfStale() throws IOException {
        Files.createDirectories(folder.resolve("node_modules"));
        Path mark = folder.resolve("node_modules").resolve(".installed");
        String wanted = Files.readString(folder.resolve("package-lock.json"));
        if (Files.exists(mark) && Files.readString(mark).equals(wanted)) {
            return;
        }
        // Two test processes may want the same package at once; only one installs.
        try (FileChannel channel = FileChannel.open(
                        folder.resolve(".installing"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (lock.isValid() && !(Files.exists(mark) && Files.readString(mark).equals(wanted))) {
                Command.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                        .in(folder)
                        .run()
                        .succeeded();
                Files.writeString(mark, wanted);
            }
        }
    }
}
