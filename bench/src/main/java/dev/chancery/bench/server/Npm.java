package dev.chancery.bench.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** What a Node package of ours needs before Node can run it. */
public final class Npm {

    private Npm() {}

    /**
     * Puts the dependencies of the package in this folder in place: runs {@code npm ci} when they are missing or not those of
     * the lock file. Install scripts never run.
     */
    public static void install(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("node_modules"));
        Path mark = folder.resolve("node_modules").resolve(".installed");
        String wanted = Files.readString(folder.resolve("package-lock.json"));
        if (isInstalled(mark, wanted)) {
            return;
        }
        // Two processes may want the same package at once; only one installs.
        try (FileChannel channel = FileChannel.open(
                        folder.resolve(".installing"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (lock.isValid() && !isInstalled(mark, wanted)) {
                Processes.run(List.of(
                        "npm", "ci", "--prefix", folder.toString(), "--ignore-scripts", "--no-audit", "--no-fund"));
                Files.writeString(mark, wanted);
            }
        }
    }

    private static boolean isInstalled(Path mark, String wanted) throws IOException {
        return Files.exists(mark) && Files.readString(mark).equals(wanted);
    }
}
