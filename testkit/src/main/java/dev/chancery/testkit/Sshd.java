package dev.chancery.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A real {@code sshd} of its own on 127.0.0.1 that lets in whoever shows a certificate of one CA, and nobody else: no
 * passwords, no authorized keys. It runs as whoever runs the tests and lets in that user only, or any if that is root.
 * Closing it ends it and removes what it needed outside its folder.
 */
public final class Sshd implements AutoCloseable {
    private static final String COMMAND = "/usr/sbin/sshd";

    /** What a started server says; a test that waits longer has failed. */
    private static final long PATIENCE_SECONDS = 30;

    /** Where sshd shuts its unprivileged child in; Debian's service makes it, and nobody runs the service here. */
    private static final Path PRIVILEGE_SEPARATION = Path.of("/run/sshd");

    private final Path folder;
    private final int port;
    private final boolean madePrivilegeSeparation;
    private final Process process;
    private final BlockingQueue<String> log = new LinkedBlockingQueue<>();

    private Sshd(Path folder, int port, boolean madePrivilegeSeparation, Process process) {
        this.folder = folder;
        this.port = port;
        this.madePrivilegeSeparation = madePrivilegeSeparation;
        this.process = process;
    }

    /**
     * Starts a server.
     *
     * @param folder empty, for its keys and configuration
     * @param trustedCa the public key line of the only CA it believes
     */
    public static Sshd start(Path folder, String trustedCa) throws IOException {
        return start(folder, trustedCa, List.of());
    }

    /**
     * Starts a server that asks a list of what was revoked at every login.
     *
     * @param revokedKeys the list's file, which must be there at every login
     */
    public static Sshd start(Path folder, String trustedCa, Path revokedKeys) throws IOException {
        return start(folder, trustedCa, List.of("RevokedKeys " + revokedKeys));
    }

    private static Sshd start(Path folder, String trustedCa, List<String> more) throws IOException {
        run(folder, "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", "host");
        Files.writeString(folder.resolve("ca.pub"), trustedCa + "\n");
        int port = freePort();
        Files.writeString(
                folder.resolve("known_hosts"),
                "[127.0.0.1]:" + port + " " + Files.readString(folder.resolve("host.pub")));
        boolean made = makePrivilegeSeparation();
        Path configuration = configure(folder, port, more);
        Process process = new ProcessBuilder(COMMAND, "-D", "-e", "-f", configuration.toString())
                .redirectErrorStream(true)
                .start();
        Sshd sshd = new Sshd(folder, port, made, process);
        Thread.ofVirtual().name("sshd log").start(sshd::readLog);
        try {
            sshd.awaitLog("Server listening on 127.0.0.1 port " + port);
        } catch (AssertionError e) {
            sshd.close();
            throw e;
        }
        return sshd;
    }

    private static Path configure(Path folder, int port, List<String> more) throws IOException {
        Path file = folder.resolve("sshd_config");
        List<String> words = new ArrayList<>(List.of(
                "Port " + port,
                "ListenAddress 127.0.0.1",
                "HostKey " + folder.resolve("host"),
                "PidFile none",
                "StrictModes no",
                "UsePAM no",
                "PasswordAuthentication no",
                "KbdInteractiveAuthentication no",
                "AuthorizedKeysFile none",
                "TrustedUserCAKeys " + folder.resolve("ca.pub"),
                "LogLevel VERBOSE"));
        words.addAll(more);
        // From 9.8 on, whoever fails is shut out for a while, and tests fail on purpose; before, the word is unknown.
        List<String> newer = new ArrayList<>(words);
        newer.add("PerSourcePenalties no");
        Files.write(file, newer);
        if (run(folder, COMMAND, "-t", "-f", file.toString()).exit() != 0) {
            Files.write(file, words);
        }
        return file;
    }

    private static boolean makePrivilegeSeparation() throws IOException {
        if (!user().equals("root")) {
            return false;
        }
        try {
            Files.createDirectory(PRIVILEGE_SEPARATION);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void readLog() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                log.add(line);
            }
        } catch (IOException e) {
            log.add("the log ended: " + e.getMessage());
        }
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    /** The file with its host key, for clients. */
    public Path knownHosts() {
        return folder.resolve("known_hosts");
    }

    /** Reads its log until a line contains the words, and answers that line; fails when none comes. */
    public String awaitLog(String words) {
        List<String> seen = new ArrayList<>();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        try {
            while (true) {
                String line = log.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (line == null) {
                    throw new AssertionError("sshd did not say \"" + words + "\" but " + seen);
                }
                if (line.contains(words)) {
                    return line;
                }
                seen.add(line);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for sshd", e);
        }
    }

    /** Makes a key pair without a passphrase with {@code ssh-keygen}: the file, and beside it {@code .pub}. */
    public void newKey(Path file, String kind) throws IOException {
        Login made = run(folder, "ssh-keygen", "-q", "-t", kind, "-N", "", "-C", "", "-f", file.toString());
        if (made.exit() != 0) {
            throw new IOException("ssh-keygen: " + made.output());
        }
    }

    /** What one run of the client said, and how it ended. */
    public record Login(int exit, String output) {}

    /**
     * Logs in as the current user with OpenSSH's client, offering exactly one key and what lies beside it, and runs a
     * command.
     *
     * @param key the private key's file
     * @param certificate the certificate's line, or empty for none
     */
    public Login login(Path key, String certificate, String command) throws IOException {
        log.clear();
        List<String> client = new ArrayList<>(List.of("ssh", "-F", "none", "-n", "-p", Integer.toString(port)));
        client.addAll(List.of("-i", key.toString()));
        for (String option : List.of(
                "IdentitiesOnly=yes",
                "IdentityAgent=none",
                "BatchMode=yes",
                "StrictHostKeyChecking=yes",
                "GlobalKnownHostsFile=none",
                "UserKnownHostsFile=" + knownHosts())) {
            client.addAll(List.of("-o", option));
        }
        Path file = folder.resolve("offered-cert.pub");
        Files.writeString(file, certificate + "\n");
        if (!certificate.isEmpty()) {
            client.addAll(List.of("-o", "CertificateFile=" + file));
        }
        client.addAll(List.of(user() + "@127.0.0.1", command));
        return run(folder, client.toArray(String[]::new));
    }

    /** Whom it lets in: the name a certificate must carry. */
    public static String user() {
        return System.getProperty("user.name", "");
    }

    private static Login run(Path folder, String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Login(await(process), output);
    }

    private static int await(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a command ran", e);
        }
    }

    @Override
    public void close() {
        // The clients are gone, so their sessions end by themselves; only while sshd lives does somebody bury them.
        for (ProcessHandle session : process.descendants().toList()) {
            session.onExit()
                    .completeOnTimeout(session, PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join();
            session.destroyForcibly();
        }
        process.destroy();
        await(process);
        if (madePrivilegeSeparation) {
            try {
                Files.deleteIfExists(PRIVILEGE_SEPARATION);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
