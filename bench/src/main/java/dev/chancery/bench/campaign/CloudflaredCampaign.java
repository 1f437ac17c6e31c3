package dev.chancery.bench.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chancery.bench.SshTokens;
import dev.chancery.bench.load.Answer;
import dev.chancery.bench.load.Connection;
import dev.chancery.bench.load.HttpRequest;
import dev.chancery.bench.server.Checkout;
import dev.chancery.bench.server.Product;
import dev.chancery.pki.SshCertificate;
import dev.chancery.pki.SshException;
import dev.chancery.pki.SshKeyLine;
import dev.chancery.testkit.Sshd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The real {@code cloudflared access ssh-gen} and our own {@code chancery ssh-gen} against the product, from the edge on, and a
 * real sshd that lets in who has what they made. The names are pointed at the edge in a mount namespace of their own, so this needs
 * root, and port 443 of an address of the loopback network. Nobody clicks here: the application token lies where each of the two
 * keeps one.
 */
final class CloudflaredCampaign {
    /** cloudflared believes no other auth domains (token/token.go, parseAuthDomain). */
    private static final String AUTH_DOMAIN = "team.cloudflareaccess.com";

    private static final String HOST = "ssh.example.com";
    private static final String ADDRESS = "127.83.1.1";

    private final Path folder;
    private final Path cloudflared;

    private CloudflaredCampaign(Path folder, Path cloudflared) {
        this.folder = folder;
        this.cloudflared = cloudflared;
    }

    /**
     * Runs it.
     *
     * @param cloudflared the executable
     * @return what the exit status is to be
     */
    static int run(Path cloudflared) throws IOException {
        Path folder = Checkout.emptyFolder("cloudflared");
        return new CloudflaredCampaign(folder, cloudflared.toAbsolutePath()).run();
    }

    private int run() throws IOException {
        Product.Plan plan = new Product.Plan(
                folder.resolve("product"),
                List.of("--roles", "access,edge", "--edge-listen", ADDRESS + ":443", "--access-listen", "127.0.0.1:0"),
                Map.of("CHANCERY_BUILD", "never", "CHANCERY_AOT", "off"),
                false);
        SshTokens.Application application;
        try (Product product = Product.start(plan)) {
            application = SshTokens.found(product, AUTH_DOMAIN);
            route(product);
        }
        Path data = plan.folder().resolve("data");
        String token = SshTokens.mint(data, application, List.of(Sshd.user() + "@example.com"))
                .tokens()
                .getFirst();
        Path hosts = folder.resolve("hosts");
        Files.writeString(hosts, "127.0.0.1 localhost\n%s %s %s\n".formatted(ADDRESS, HOST, AUTH_DOMAIN));
        try (Product _ = Product.start(plan);
                Sshd sshd = Sshd.start(Files.createDirectory(folder.resolve("sshd")), application.line())) {
            byCloudflared(application, token, hosts, data.resolve("edge-ca.pem"), sshd);
            byChancery(application, token, hosts, data.resolve("edge-ca.pem"), sshd);
        }
        return 0;
    }

    /** Both names lead to nowhere, and so have server certificates of the local CA. */
    private static void route(Product product) throws IOException {
        try (Connection connection = Connection.to(product.address())) {
            String account = product.variable("CLOUDFLARE_ACCOUNT_ID");
            JsonNode zone = call(
                    connection,
                    product,
                    "POST",
                    "/zones",
                    "{\"name\":\"%s\",\"account\":{\"id\":\"%s\"}}".formatted(AUTH_DOMAIN, account));
            String origin = "{\"origin\":\"http://127.0.0.1:9\"}";
            call(connection, product, "PUT", "/zones/" + product.zone() + "/edge/routes/" + HOST, origin);
            String authZone = zone.at("/result/id").asText();
            call(connection, product, "PUT", "/zones/" + authZone + "/edge/routes/" + AUTH_DOMAIN, origin);
        }
    }

    private static JsonNode call(Connection connection, Product product, String method, String path, String body)
            throws IOException {
        Answer answer = connection.exchange(HttpRequest.withBody(method, product.api(path), product.token(), body));
        if (answer.status() >= 300) {
            throw new IOException(path + ": " + answer);
        }
        return new ObjectMapper().readTree(answer.body());
    }

    private void byCloudflared(SshTokens.Application application, String token, Path hosts, Path trusted, Sshd sshd)
            throws IOException {
        Path home = Files.createDirectory(folder.resolve("home"));
        Path kept = Files.createDirectory(home.resolve(".cloudflared"));
        Files.writeString(kept.resolve(HOST + "-" + application.aud() + "-token"), token);
        System.out.print(inside(hosts, home, trusted, cloudflared.toString(), "--version"));
        inside(hosts, home, trusted, cloudflared.toString(), "access", "ssh-gen", "--hostname", HOST);
        judge("cloudflared", application, kept.resolve(HOST + "-cf_key"), sshd);
    }

    private void byChancery(SshTokens.Application application, String token, Path hosts, Path trusted, Sshd sshd)
            throws IOException {
        Path home = folder.resolve("home");
        Path kept = Files.createDirectory(home.resolve("chancery"));
        Files.writeString(kept.resolve(HOST + "-" + application.aud() + "-token"), token);
        inside(
                hosts,
                home,
                trusted,
                Checkout.root().resolve("chancery").toString(),
                "ssh-gen",
                "--hostname",
                HOST,
                "--ca-file",
                trusted.toString(),
                "--folder",
                kept.toString());
        judge("chancery", application, kept.resolve(HOST + "-key"), sshd);
    }

    /** The certificate is one of our CA for this person, and the server thinks so too. */
    private static void judge(String who, SshTokens.Application application, Path key, Sshd sshd) throws IOException {
        String line = Files.readString(Path.of(key + "-cert.pub")).strip();
        try {
            SshCertificate certificate = SshCertificate.parseLine(line);
            boolean ours = certificate.verifies()
                    && certificate
                            .content()
                            .signer()
                            .equals(SshKeyLine.parse(application.line()).key())
                    && certificate.content().principals().equals(List.of(Sshd.user()));
            Sshd.Login login = sshd.login(key, line, "echo welcome");
            if (!ours || login.exit() != 0 || !login.output().equals("welcome\n")) {
                throw new IOException("%s: %s, and the server says %s".formatted(who, certificate, login));
            }
            System.out.printf("%s ssh-gen: %s; sshd let it in%n", who, certificate.content());
        } catch (SshException e) {
            throw new IOException(who + ": " + e.sentence(), e);
        }
    }

    /** Runs a command that finds our names in its hosts file and trusts our CA. */
    private String inside(Path hosts, Path home, Path trusted, String... command) throws IOException {
        StringBuilder shell = new StringBuilder("mount --bind '%s' /etc/hosts && exec".formatted(hosts));
        for (String word : command) {
            shell.append(" '").append(word).append('\'');
        }
        ProcessBuilder builder = new ProcessBuilder("unshare", "--mount", "sh", "-c", shell.toString());
        builder.environment()
                .putAll(Map.of(
                        "HOME",
                        home.toString(),
                        "SSL_CERT_FILE",
                        trusted.toString(),
                        "CHANCERY_BUILD",
                        "never",
                        "CHANCERY_AOT",
                        "off"));
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + ": " + said);
            }
            return said;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
