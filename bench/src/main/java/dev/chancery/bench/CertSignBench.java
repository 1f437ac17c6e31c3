package dev.chancery.bench;

import dev.chancery.access.http.EdgeSecret;
import dev.chancery.bench.load.ClosedLoop;
import dev.chancery.bench.load.Requests;
import dev.chancery.bench.load.Window;
import dev.chancery.bench.server.Checkout;
import dev.chancery.bench.server.Core;
import dev.chancery.bench.server.FreePort;
import dev.chancery.bench.server.OpensslSpeed;
import dev.chancery.bench.server.Processes;
import dev.chancery.bench.server.Product;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * {@code cert_sign} a second, as an edge brings it to the role access over HTTP: token verified, key certified, row and audit
 * entry durable on SQLite. Beside {@code ssh-keygen -s} (one process, many files, nothing kept) and what OpenSSL signs. The product
 * is on core 0, the load on the last core; ssh-keygen and openssl take their turns on core 0 too.
 */
final class CertSignBench {
    private final Options options;
    private final Path folder;

    private CertSignBench(Options options, Path folder) {
        this.options = options;
        this.folder = folder;
    }

    /** Runs the measurement; the options are rounds, seconds (of a window), warmup, connections, people and files. */
    static void run(List<String> arguments) throws IOException {
        Options options =
                Options.parse(arguments, Set.of("rounds", "seconds", "warmup", "connections", "people", "files"));
        Path folder = Checkout.emptyFolder("cert-sign");
        new CertSignBench(options, folder).run();
        Checkout.delete(folder);
    }

    private void run() throws IOException {
        InetSocketAddress access = FreePort.find();
        Product.Plan measured = Product.Plan.measured(folder.resolve("product"), "");
        Product.Plan plan = new Product.Plan(
                measured.folder(),
                List.of(
                        "--roles",
                        "access",
                        "--access-listen",
                        "127.0.0.1:" + access.getPort(),
                        "--edge-public-port",
                        "443"),
                measured.environment(),
                measured.pinned());
        SshTokens.Application application;
        try (Product product = Product.start(plan)) {
            application = SshTokens.found(product, "login.example.com");
        }
        SshTokens tokens = SshTokens.mint(
                plan.folder().resolve("data"),
                application,
                IntStream.range(0, options.number("people", 500))
                        .mapToObj("user%d@example.com"::formatted)
                        .toList());
        List<String> keys = keys();
        List<byte[]> requests = new ArrayList<>();
        for (int i = 0; i < tokens.tokens().size(); i++) {
            requests.add(request(tokens, tokens.tokens().get(i), keys.get(i % keys.size()), access));
        }
        try (Product _ = Product.start(plan);
                ClosedLoop load = ClosedLoop.to(access, options.number("connections", 32))) {
            measure(load, Requests.inTurn(requests));
        }
    }

    private void measure(ClosedLoop load, Requests requests) throws IOException {
        Window warm = load.run(requests, Duration.ofSeconds(options.number("warmup", 20)));
        System.out.printf("warm-up %,8.0f cert_sign/s%n", warm.perSecond());
        List<Double> rates = new ArrayList<>();
        List<Double> ofOpenssl = new ArrayList<>();
        List<Double> ofKeygen = new ArrayList<>();
        for (int round = 1; round <= options.number("rounds", 5); round++) {
            Core.Ticks before = Core.MEASURED.ticks();
            Window window = load.run(requests, Duration.ofSeconds(options.number("seconds", 5)));
            String busy = Core.MEASURED.ticks().since(before).toString();
            double signs = OpensslSpeed.measure(2).sign();
            double keygen = sshKeygen();
            System.out.printf(
                    "round %d: %,8.0f cert_sign/s   p50 %6.2f ms   p99 %6.2f ms   core 0: %s   %,8.0f signatures/s by"
                            + " openssl   %,8.0f certificates/s by ssh-keygen%n",
                    round, window.perSecond(), window.millis(0.5), window.millis(0.99), busy, signs, keygen);
            rates.add(window.perSecond());
            ofOpenssl.add(window.perSecond() / signs);
            ofKeygen.add(window.perSecond() / keygen);
        }
        System.out.printf(
                "median: %,.0f cert_sign/s, %.3f of openssl's signatures, %.2f x ssh-keygen%n",
                Median.of(rates), Median.of(ofOpenssl), Median.of(ofKeygen));
    }

    /** Public keys in files, which both certify, and a CA's key for {@code ssh-keygen}. */
    private List<String> keys() throws IOException {
        List<String> lines = new ArrayList<>();
        newKey("ca");
        for (int i = 0; i < 50; i++) {
            newKey("k" + i);
            lines.add(Files.readString(folder.resolve("k" + i + ".pub")).strip());
        }
        for (int i = 50; i < options.number("files", 2000); i++) {
            Files.copy(folder.resolve("k" + i % 50 + ".pub"), folder.resolve("k" + i + ".pub"));
        }
        return lines;
    }

    private void newKey(String name) throws IOException {
        Processes.run(List.of(
                "ssh-keygen",
                "-q",
                "-t",
                "ecdsa",
                "-b",
                "256",
                "-N",
                "",
                "-C",
                "",
                "-f",
                folder.resolve(name).toString()));
    }

    private double sshKeygen() throws IOException {
        List<Path> keys = IntStream.range(0, options.number("files", 2000))
                .mapToObj(i -> folder.resolve("k" + i + ".pub"))
                .toList();
        return SshKeygen.rate(folder.resolve("ca"), keys, Core.MEASURED::pin);
    }

    private static byte[] request(SshTokens tokens, String jwt, String key, InetSocketAddress access) {
        String body =
                "{\"public_key\":\"%s\\n\",\"jwt\":\"%s\",\"issuer\":\"%s\"}".formatted(key, jwt, tokens.issuer());
        String head = "POST /cdn-cgi/access/cert_sign HTTP/1.1\r\nHost: 127.0.0.1:" + access.getPort() + "\r\n"
                + "X-Forwarded-Host: " + tokens.authDomain() + "\r\nX-Forwarded-Proto: https\r\n"
                + "X-Forwarded-For: 192.0.2.7\r\n"
                + EdgeSecret.HEADER + ": " + tokens.edgeSecret() + "\r\n"
                + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.US_ASCII);
    }
}
