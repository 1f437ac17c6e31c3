package dev.chancery.app.ssh;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;

/**
 * Keeps the file a server's {@code RevokedKeys} names as new as what control publishes (OpenSSH PROTOCOL.krl). A list is not
 * signed, so it comes by https, or from this machine; and a list with a lower number never takes the place of a newer one.
 */
public final class KrlFile {
    /** {@code "SSHKRL\n\0"}, and the version of the format. */
    private static final byte[] BEGINNING = {'S', 'S', 'H', 'K', 'R', 'L', '\n', 0, 0, 0, 0, 1};

    private KrlFile() {}

    /**
     * Fetches a list.
     *
     * @param url where control publishes it
     * @param file left as it is if nothing changed or anything is wrong
     * @return whether the file changed
     * @throws SshFailed if there is no list, it is older than what the file holds, or it comes over a network in the clear
     */
    public static boolean fetch(URI url, Path file, Web web) {
        requireSafe(url);
        HttpResponse<byte[]> answer = web.send(HttpRequest.newBuilder(url));
        if (answer.statusCode() != 200) {
            throw new SshFailed("%s: there is no revocation list (status %d)".formatted(url, answer.statusCode()));
        }
        byte[] list = answer.body();
        long number = number(list).orElseThrow(() -> new SshFailed("%s: that is no revocation list".formatted(url)));
        try {
            byte[] held = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
            if (Arrays.equals(held, list)) {
                return false;
            }
            long before = number(held).orElse(0L);
            if (Long.compareUnsigned(number, before) < 0) {
                throw new SshFailed("%s: its list has the number %s, and %s holds number %s (expected: a greater one)"
                        .formatted(url, Long.toUnsignedString(number), file, Long.toUnsignedString(before)));
            }
            write(file, list);
            return true;
        } catch (IOException e) {
            throw new SshFailed("%s: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static void requireSafe(URI url) {
        boolean safe = "https".equals(url.getScheme())
                || ("http".equals(url.getScheme()) && url.getHost() != null && isHere(url.getHost()));
        if (!safe) {
            throw new SshFailed("%s (expected: https, because a revocation list is not signed)".formatted(url));
        }
    }

    private static boolean isHere(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static Optional<Long> number(byte[] list) {
        boolean reads = list.length >= BEGINNING.length + Long.BYTES
                && Arrays.equals(list, 0, BEGINNING.length, BEGINNING, 0, BEGINNING.length);
        return reads ? Optional.of(ByteBuffer.wrap(list).getLong(BEGINNING.length)) : Optional.empty();
    }

    /** sshd reads the file at every login, so it is replaced at once and never half written. */
    private static void write(Path file, byte[] list) throws IOException {
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElseThrow();
        Path fresh = Files.createTempFile(folder, file.getFileName().toString(), ".new");
        try {
            Files.write(fresh, list);
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-r--r--"));
            ClientFolder.replace(fresh, file);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
