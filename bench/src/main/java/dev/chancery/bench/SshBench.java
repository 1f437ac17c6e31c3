package dev.chancery.bench;

import dev.chancery.bench.server.OpensslSpeed;
import dev.chancery.bench.server.Processes;
import dev.chancery.ca.CryptoProviders;
import dev.chancery.ca.DataKeyEnvelope;
import dev.chancery.ca.KeyPurpose;
import dev.chancery.ca.KeySpec;
import dev.chancery.ca.KeyVault;
import dev.chancery.ca.LocalKeyFileSeal;
import dev.chancery.ca.SigningKey;
import dev.chancery.ca.SshIssuer;
import dev.chancery.ca.SshProfile;
import dev.chancery.ca.SshRefused;
import dev.chancery.ca.SshRequest;
import dev.chancery.pki.SshException;
import dev.chancery.pki.SshExtension;
import dev.chancery.pki.SshKeyLine;
import dev.chancery.pki.SshPublicKey;
import dev.chancery.pki.SubjectPublicKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * SSH certificates a second, from the line of a public key to the line of its certificate, on one thread: beside
 * {@code ssh-keygen -s} (one process, many files), beside what the same CA key signs and does nothing else, and beside what
 * OpenSSL signs. All take turns on cores of the same kind, one at a time.
 */
final class SshBench {

    private static final int DISTINCT = 500;

    private final Path folder;
    private final SigningKey key;
    private final SshIssuer issuer;
    private final List<String> lines;

    private SshBench(Path folder, SigningKey key, List<String> lines) {
        this.folder = folder;
        this.key = key;
        this.issuer = new SshIssuer(key, SshProfile.users(), new SecureRandom(), InstantSource.system());
        this.lines = lines;
    }

    /** Runs the measurement; the options are rounds, seconds of a window, and files for {@code ssh-keygen}. */
    static void run(List<String> arguments) throws IOException, SshException, SshRefused {
        Options options = Options.parse(arguments, Set.of("rounds", "seconds", "files"));
        int seconds = options.number("seconds", 5);
        System.out.println(CryptoProviders.install());
        SshBench bench = make(options.number("files", 2000));
        bench.certificates(Duration.ofSeconds(2L * seconds));
        bench.signatures(Duration.ofSeconds(seconds));
        List<Double> ofRaw = new ArrayList<>();
        List<Double> ofOpenssl = new ArrayList<>();
        List<Double> ofKeygen = new ArrayList<>();
        for (int round = 1; round <= options.number("rounds", 5); round++) {
            double ours = bench.certificates(Duration.ofSeconds(seconds));
            double raw = bench.signatures(Duration.ofSeconds(seconds));
            double openssl = OpensslSpeed.measure(seconds).sign();
            double keygen = bench.sshKeygen();
            System.out.printf(
                    "round %d: %,8.0f certificates/s   %,8.0f signatures/s by the same key   %,8.0f by openssl   %,8.0f"
                            + " certificates/s by ssh-keygen%n",
                    round, ours, raw, openssl, keygen);
            ofRaw.add(ours / raw);
            ofOpenssl.add(ours / openssl);
            ofKeygen.add(ours / keygen);
        }
        System.out.printf(
                "median: %.2f of the same key's signatures, %.2f of openssl's, %.1f x ssh-keygen%n",
                Median.of(ofRaw), Median.of(ofOpenssl), Median.of(ofKeygen));
    }

    /** Makes the CA, and as many public keys in files as {@code ssh-keygen} is to certify in one run. */
    private static SshBench make(int files) throws IOException {
        Path folder = Files.createTempDirectory("chancery-ssh");
        SecureRandom random = new SecureRandom();
        KeyVault vault = KeyVault.open(LocalKeyFileSeal.openOrCreate(folder.resolve("seal"), random), random);
        DataKeyEnvelope account = vault.newDataKey("account");
        SigningKey key =
                vault.generate(account, KeySpec.P_256, "ca", KeyPurpose.SSH_CA).key();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < DISTINCT; i++) {
            lines.add(line(vault.generate(account, KeySpec.P_256, "subject", KeyPurpose.SSH_CA)
                    .key()
                    .publicKey()));
        }
        for (int i = 0; i < files; i++) {
            Files.writeString(folder.resolve("k" + i + ".pub"), lines.get(i % DISTINCT) + "\n");
        }
        Processes.run(List.of(
                "ssh-keygen",
                "-q",
                "-t",
                "ecdsa",
                "-b",
                "256",
                "-N",
                "",
                "-f",
                folder.resolve("ca").toString()));
        return new SshBench(folder, key, lines);
    }

    private static String line(SubjectPublicKey key) {
        return new SshKeyLine(SshPublicKey.of(key), "").toString();
    }

    private double certificates(Duration window) throws SshException, SshRefused {
        long began = System.nanoTime();
        long until = began + window.toNanos();
        long made = 0;
        long characters = 0;
        while (System.nanoTime() < until) {
            SshRequest request = new SshRequest(
                    SshKeyLine.parse(lines.get((int) (made % DISTINCT))).key(),
                    "ee999b4ddfaf68141015a02bcfa17b7e",
                    List.of("austin"),
                    Duration.ofMinutes(3),
                    List.of(),
                    Stream.of(
                                    SshExtension.PERMIT_AGENT_FORWARDING,
                                    SshExtension.PERMIT_PTY,
                                    SshExtension.PERMIT_USER_RC)
                            .map(SshExtension::option)
                            .toList());
            characters += issuer.issue(issuer.prepare(request)).toLine("").length();
            made++;
        }
        return rate(made, began, characters);
    }

    private double signatures(Duration window) {
        byte[] toBeSigned = new byte[512];
        long began = System.nanoTime();
        long until = began + window.toNanos();
        long made = 0;
        long bytes = 0;
        while (System.nanoTime() < until) {
            bytes += key.sign(toBeSigned).length;
            made++;
        }
        return rate(made, began, bytes);
    }

    /** The sum is used, so that nothing of the work can be left out. */
    private static double rate(long made, long began, long sum) {
        if (sum == 0) {
            throw new IllegalStateException("nothing was made");
        }
        return made * 1e9 / (System.nanoTime() - began);
    }

    private double sshKeygen() throws IOException {
        List<Path> keys = Stream.iterate(0, i -> i + 1)
                .map(this::key)
                .takeWhile(Files::exists)
                .toList();
        return SshKeygen.rate(folder.resolve("ca"), keys, command -> command);
    }

    private Path key(int number) {
        return folder.resolve("k" + number + ".pub");
    }
}
