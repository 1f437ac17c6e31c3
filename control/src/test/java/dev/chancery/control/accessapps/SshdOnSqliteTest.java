package dev.chancery.control.accessapps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.ca.SigningKey;
import dev.chancery.ca.SshIssuer;
import dev.chancery.ca.SshProfile;
import dev.chancery.ca.SshRequest;
import dev.chancery.control.house.OnSqlite;
import dev.chancery.pki.Der;
import dev.chancery.pki.SshCertificate;
import dev.chancery.pki.SshCriticalOption;
import dev.chancery.pki.SshExtension;
import dev.chancery.pki.SshKeyLine;
import dev.chancery.pki.SshOption;
import dev.chancery.testkit.Sshd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * The whole way of an SSH CA: made over the API, its line put into a real server's TrustedUserCAKeys, its key opened by the
 * custody and used by {@code ca}; the server is the judge. One engine is enough, because the store is judged elsewhere.
 */
class SshdOnSqliteTest extends OnSqlite {
    private static final Duration LIFETIME = Duration.ofMinutes(3);

    /** An application's CA as the API answers it, and its key as the custody opens it. */
    private record Made(String line, SigningKey key) {}

    private Made ca(String label) {
        String apps = "/accounts/{account}/access/apps";
        String application = account()
                .post(
                        apps,
                        Map.of("type", "ssh", "domain", label + "." + account().zoneName()))
                .result(201)
                .path("id")
                .textValue();
        String line = account()
                .post(apps + "/" + application + "/ca", "")
                .result()
                .path("public_key")
                .textValue();
        String key = house().query("select key_id from access_ssh_ca where application_id = ?", application)
                .getFirst();
        return new Made(line, house().custody().open(UUID.fromString(key)));
    }

    private SshCertificate signed(SigningKey key, Path subject, String principal, SshOption... critical)
            throws Exception {
        SshIssuer issuer = new SshIssuer(key, SshProfile.users(), new SecureRandom(), house()::now);
        return issuer.issue(issuer.prepare(new SshRequest(
                SshKeyLine.parse(Files.readString(Path.of(subject + ".pub"))).key(),
                "ee999b4ddfaf68141015a02bcfa17b7e",
                List.of(principal),
                LIFETIME,
                List.of(critical),
                List.of(SshExtension.PERMIT_PTY.option()))));
    }

    @Test
    void theLineOfTheApiLetsInWhatItsKeySigned() throws Exception {
        Made ours = ca("ours");
        Made theirs = ca("theirs");
        Path folder = folder();
        Path key = folder.resolve("id");
        try (Sshd sshd = Sshd.start(Files.createDirectory(folder.resolve("sshd")), ours.line())) {
            sshd.newKey(key, "ecdsa");
            SshCertificate good = signed(ours.key(), key, Sshd.user());

            assertThat(new SshIssuer(ours.key(), SshProfile.users(), new SecureRandom(), house()::now)
                            .publicKeyLine()
                            .toString())
                    .isEqualTo(ours.line());
            assertThat(login(sshd, key, good)).isEqualTo(new Sshd.Login(0, "welcome\n"));
            assertThat(sshd.awaitLog("Accepted publickey"))
                    .contains("ID ee999b4ddfaf68141015a02bcfa17b7e (serial "
                            + good.content().serial() + ")");
            assertThat(login(
                            sshd,
                            key,
                            signed(ours.key(), key, Sshd.user(), SshCriticalOption.forceCommand("echo forced"))))
                    .isEqualTo(new Sshd.Login(0, "forced\n"));

            refused(sshd, key, altered(good));
            refused(sshd, key, signed(ours.key(), key, "somebody-else"));
            refused(sshd, key, signed(theirs.key(), key, Sshd.user()));
            house().pass(LIFETIME.negated());
            refused(sshd, key, signed(ours.key(), key, Sshd.user()));
        }
    }

    private static SshCertificate altered(SshCertificate certificate) throws Exception {
        byte[] bytes = certificate.wire().toByteArray();
        bytes[bytes.length - 1] ^= 1;
        return SshCertificate.parse(Der.of(bytes));
    }

    private static Sshd.Login login(Sshd sshd, Path key, SshCertificate certificate) throws IOException {
        return sshd.login(key, certificate.toLine(""), "echo welcome");
    }

    private static void refused(Sshd sshd, Path key, SshCertificate certificate) throws IOException {
        Sshd.Login login = login(sshd, key, certificate);
        assertThat(login.exit()).as(login.output()).isEqualTo(255);
        assertThat(login.output()).contains("Permission denied").doesNotContain("welcome");
    }
}
