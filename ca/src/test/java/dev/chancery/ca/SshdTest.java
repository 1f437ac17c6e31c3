package dev.chancery.ca;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.pki.Der;
import dev.chancery.pki.SshCertificate;
import dev.chancery.pki.SshCriticalOption;
import dev.chancery.pki.SshExtension;
import dev.chancery.pki.SshKeyLine;
import dev.chancery.pki.SshNetwork;
import dev.chancery.pki.SshOption;
import dev.chancery.pki.SshPublicKey;
import dev.chancery.pki.SubjectPublicKey;
import dev.chancery.testkit.Sshd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Debian's own {@code sshd} with our CA's public key in TrustedUserCAKeys judges what our CA signs. */
class SshdTest {
    private static final Duration LIFETIME = Duration.ofMinutes(3);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it before all tests
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static KeyVault vault;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static DataKeyEnvelope account;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static SigningKey caKey;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Sshd sshd;

    /** sshd judges by the machine's clock, so certificates start from it. */
    private static final InstantSource MACHINE = InstantSource.system();

    @BeforeAll
    static void startSshd() throws IOException {
        Crypto.CORRETTO.install();
        vault = TestVaults.inFolder(folder);
        account = vault.newDataKey("account-a");
        caKey = newCaKey("ssh-1");
        sshd = Sshd.start(
                Files.createDirectory(folder.resolve("sshd")),
                users(MACHINE).publicKeyLine().toString());
        for (String kind : List.of("ed25519", "ecdsa", "rsa")) {
            sshd.newKey(folder.resolve(kind), kind);
        }
    }

    @AfterAll
    static void stopSshd() {
        sshd.close();
    }

    private static SigningKey newCaKey(String id) {
        SealedKey sealed =
                vault.generate(account, KeySpec.P_256, id, KeyPurpose.SSH_CA).sealed();
        return vault.open(account, sealed, id, KeyPurpose.SSH_CA);
    }

    private static SshIssuer users(InstantSource clock) {
        return new SshIssuer(caKey, SshProfile.users(), TestVaults.RANDOM, clock);
    }

    private static InstantSource shifted(Duration by) {
        return () -> MACHINE.instant().plus(by);
    }

    private static SshCertificate signed(SshIssuer issuer, String principal, SshOption... criticalOptions)
            throws Exception {
        return signed(issuer, "ed25519", principal, criticalOptions);
    }

    private static SshCertificate signed(SshIssuer issuer, String kind, String principal, SshOption... criticalOptions)
            throws Exception {
        SshKeyLine key = SshKeyLine.parse(Files.readString(folder.resolve(kind + ".pub")));
        return issuer.issue(issuer.prepare(new SshRequest(
                key.key(),
                "ee999b4ddfaf68141015a02bcfa17b7e",
                List.of(principal),
                LIFETIME,
                List.of(criticalOptions),
                List.of(SshExtension.PERMIT_PTY.option(), SshExtension.PERMIT_USER_RC.option()))));
    }

    private static Sshd.Login login(String certificate) throws IOException {
        return sshd.login(folder.resolve("ed25519"), certificate, "echo welcome");
    }

    private static void refused(SshCertificate certificate, String reason) throws IOException {
        Sshd.Login login = login(certificate.toLine(""));
        assertThat(login.exit()).as(login.output()).isEqualTo(255);
        assertThat(login.output()).contains("Permission denied").doesNotContain("welcome");
        sshd.awaitLog(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "ecdsa", "rsa"})
    void letsInWhomTheCaCertified(String kind) throws Exception {
        SshCertificate certificate = signed(users(MACHINE), kind, Sshd.user());

        Sshd.Login login = sshd.login(folder.resolve(kind), certificate.toLine(""), "echo welcome");

        assertThat(login).isEqualTo(new Sshd.Login(0, "welcome\n"));
        String line = sshd.awaitLog("Accepted publickey for " + Sshd.user());
        assertThat(line)
                .contains("ID ee999b4ddfaf68141015a02bcfa17b7e (serial "
                        + certificate.content().serial() + ") CA ECDSA "
                        + certificate.content().signer().fingerprint());
    }

    @Test
    void refusesTheKeyWithoutItsCertificate() throws Exception {
        Sshd.Login login = login("");

        assertThat(login.exit()).isEqualTo(255);
        assertThat(login.output()).contains("Permission denied");
    }

    /** OpenSSH's client checks the CA's signature itself and would not send it: MINA's sends whatever it is given. */
    @Test
    void refusesTheCertificateAlteredByOneByte() throws Exception {
        KeyPair pair = KeySpec.P_256.generate();
        SshCertificate good = bare(users(MACHINE), pair);
        byte[] bytes = good.wire().toByteArray();
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("minas") + 4;
        bytes[at] = 'x';
        SshCertificate altered = SshCertificate.parse(Der.of(bytes));

        assertThat(minaIsLetIn(good, pair.getPrivate())).isTrue();
        sshd.awaitLog("ID minas (serial " + good.content().serial() + ")");
        assertThat(altered.content().keyId()).isEqualTo("minax");
        assertThat(minaIsLetIn(altered, pair.getPrivate())).isFalse();
        sshd.awaitLog("incorrect signature");
        assertThat(login(altered.toLine("")).exit()).isEqualTo(255);
    }

    /** For a key that never was in a file, without options. */
    private static SshCertificate bare(SshIssuer issuer, KeyPair pair) throws SshRefused {
        return issuer.issue(issuer.prepare(new SshRequest(
                SshPublicKey.of(SubjectPublicKey.of(pair.getPublic())),
                "minas",
                List.of(Sshd.user()),
                LIFETIME,
                List.of(),
                List.of())));
    }

    private static boolean minaIsLetIn(SshCertificate certificate, PrivateKey key) throws Exception {
        PublicKey shown =
                PublicKeyEntry.parsePublicKeyEntry(certificate.toLine("")).resolvePublicKey(null, null, null);
        try (SshClient client = SshClient.setUpDefaultClient()) {
            client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
            client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
            client.start();
            try (ClientSession session = client.connect(Sshd.user(), "127.0.0.1", sshd.port())
                    .verify(PATIENCE)
                    .getSession()) {
                session.addPublicKeyIdentity(new KeyPair(shown, key));
                session.auth().verify(PATIENCE);
                return session.isAuthenticated();
            } catch (SshException e) {
                assertThat(e).hasMessageContaining("No more authentication methods available");
                return false;
            }
        }
    }

    @Test
    void refusesTheExpired() throws Exception {
        refused(signed(users(shifted(LIFETIME.negated())), Sshd.user()), "Certificate invalid: expired");
    }

    @Test
    void refusesTheNotYetValid() throws Exception {
        refused(signed(users(shifted(Duration.ofMinutes(5))), Sshd.user()), "Certificate invalid: not yet valid");
    }

    @Test
    void refusesAnotherPrincipal() throws Exception {
        refused(signed(users(MACHINE), Sshd.user() + "2"), "Certificate invalid: name is not a listed principal");
    }

    @Test
    void refusesTheCaOfAnotherApplication() throws Exception {
        SshIssuer other = new SshIssuer(newCaKey("ssh-2"), SshProfile.users(), TestVaults.RANDOM, MACHINE);

        Sshd.Login login = login(signed(other, Sshd.user()).toLine(""));

        assertThat(login.exit()).isEqualTo(255);
        assertThat(login.output()).contains("Permission denied");
        sshd.awaitLog("Failed publickey for " + Sshd.user());
    }

    /** Neither OpenSSH's client nor MINA's sends such a certificate: nobody is let in by it. */
    @Test
    void refusesHostCertificateOfTheSameCa() throws Exception {
        KeyPair pair = KeySpec.P_256.generate();
        SshIssuer hosts = new SshIssuer(caKey, SshProfile.hosts(), TestVaults.RANDOM, MACHINE);
        SshCertificate host = hosts.issue(hosts.prepare(new SshRequest(
                SshKeyLine.parse(Files.readString(folder.resolve("ed25519.pub")))
                        .key(),
                "host",
                List.of(Sshd.user()),
                LIFETIME,
                List.of(),
                List.of())));

        assertThat(minaIsLetIn(bare(hosts, pair), pair.getPrivate())).isFalse();
        assertThat(login(host.toLine("")).exit()).isEqualTo(255);
    }

    @Test
    void runsTheForcedCommandAndNoOther() throws Exception {
        SshCertificate forced = signed(users(MACHINE), Sshd.user(), SshCriticalOption.forceCommand("echo only this"));

        assertThat(login(forced.toLine(""))).isEqualTo(new Sshd.Login(0, "only this\n"));
    }

    @Test
    void refusesAnotherSourceAddress() throws Exception {
        SshOption here = SshCriticalOption.sourceAddress(List.of(network("127.0.0.0/8"), network("::1")));
        SshOption elsewhere = SshCriticalOption.sourceAddress(List.of(network("192.0.2.0/24")));

        assertThat(login(signed(users(MACHINE), Sshd.user(), here).toLine("")))
                .isEqualTo(new Sshd.Login(0, "welcome\n"));
        refused(signed(users(MACHINE), Sshd.user(), elsewhere), "not from a permitted source address (127.0.0.1)");
    }

    private static SshNetwork network(String text) {
        return SshNetwork.parse(text).orElseThrow();
    }
}
