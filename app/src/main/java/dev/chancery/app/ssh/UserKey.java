package dev.chancery.app.ssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A person's key for one hostname, made by {@code ssh-keygen} and read by {@code ssh}; only its public half is read here. */
final class UserKey {
    private UserKey() {}

    /**
     * The line of the public key, ECDSA P-256; made without a passphrase where there is none, because it is worth nothing
     * without a certificate.
     *
     * @param file of the private key; the public one lies beside it
     * @throws SshFailed if it cannot be made
     */
    static String line(Path file) {
        Path publicKey = file.resolveSibling(file.getFileName() + ".pub");
        try {
            if (!Files.exists(file) || !Files.exists(publicKey)) {
                Files.deleteIfExists(file);
                make(file);
            }
            return Files.readString(publicKey).strip();
        } catch (IOException e) {
            throw new SshFailed("%s: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static void make(Path file) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        "ssh-keygen", "-q", "-t", "ecdsa", "-b", "256", "-N", "", "-C", "", "-f", file.toString()))
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new SshFailed("ssh-keygen: " + said.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SshFailed("ssh-keygen: interrupted", e);
        }
    }
}
