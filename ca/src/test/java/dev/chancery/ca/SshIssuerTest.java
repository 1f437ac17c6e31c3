package dev.chancery.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.chancery.ca.SshFault.Code;
import dev.chancery.pki.SshCertificate;
import dev.chancery.pki.SshCertificateContent;
import dev.chancery.pki.SshCertificateKind;
import dev.chancery.pki.SshCriticalOption;
import dev.chancery.pki.SshExtension;
import dev.chancery.pki.SshKeyLine;
import dev.chancery.pki.SshNetwork;
import dev.chancery.pki.SshOption;
import dev.chancery.pki.SshPublicKey;
import dev.chancery.pki.SubjectPublicKey;
import dev.chancery.pki.UInt64;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SshIssuerTest {
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00.750Z");
    private static final String KEY_ID = "ee999b4ddfaf68141015a02bcfa17b7e";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it before each test
    private Path folder;

    private final FixedClock clock = new FixedClock(NOW);

    @SuppressWarnings("NullAway.Init") // set before each test
    private KeyVault vault;

    @SuppressWarnings("NullAway.Init") // set before each test
    private DataKeyEnvelope account;

    @BeforeEach
    void openVault() {
        Crypto.CORRETTO.install();
        vault = TestVaults.inFolder(folder);
        account = vault.newDataKey("account-a");
    }

    private SshIssuer issuer(KeySpec spec, SshProfile profile) {
        SealedKey sealed =
                vault.generate(account, spec, "ssh-1", KeyPurpose.SSH_CA).sealed();
        SigningKey key = vault.open(account, sealed, "ssh-1", KeyPurpose.SSH_CA);
        return new SshIssuer(key, profile, TestVaults.RANDOM, clock);
    }

    private SshIssuer users() {
        return issuer(KeySpec.P_256, SshProfile.users());
    }

    private static SshPublicKey key(KeySpec spec) {
        return SshPublicKey.of(SubjectPublicKey.of(spec.generate().getPublic()));
    }

    private static SshRequest request(String... principals) {
        return new SshRequest(
                key(KeySpec.ED25519),
                KEY_ID,
                List.of(principals),
                Duration.ofMinutes(3),
                List.of(),
                Stream.of(SshExtension.PERMIT_PTY, SshExtension.PERMIT_AGENT_FORWARDING, SshExtension.PERMIT_USER_RC)
                        .map(SshExtension::option)
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void signsWhatTheRequestAndTheProfileSay(Crypto crypto) throws Exception {
        crypto.install();
        for (KeySpec spec : List.of(KeySpec.P_256, KeySpec.P_384, KeySpec.ED25519, KeySpec.RSA_3072)) {
            SshIssuer issuer = issuer(spec, SshProfile.users());
            SshRequest request = request("austin");

            SshPrepared prepared = issuer.prepare(request);
            SshCertificate certificate = issuer.issue(prepared);

            SshCertificateContent content = certificate.content();
            assertThat(certificate.verifies()).isTrue();
            assertThat(certificate.signed()).isEqualTo(prepared.tbs());
            assertThat(content).isEqualTo(prepared.content());
            assertThat(content.kind()).isEqualTo(SshCertificateKind.USER);
            assertThat(content.key()).isEqualTo(request.key());
            assertThat(content.keyId()).isEqualTo(KEY_ID);
            assertThat(content.principals()).containsExactly("austin");
            assertThat(content.signer()).isEqualTo(issuer.publicKey());
            assertThat(content.nonce().length()).isEqualTo(32);
            assertThat(content.validity().validAfter()).isEqualTo(UInt64.of(NOW.getEpochSecond()));
            assertThat(content.validity().validBefore()).isEqualTo(UInt64.of(NOW.getEpochSecond() + 180));
            assertThat(content.criticalOptions()).isEmpty();
            assertThat(content.extensions())
                    .extracting(SshOption::name)
                    .containsExactly("permit-agent-forwarding", "permit-pty", "permit-user-rc");
            assertThat(SshCertificate.parseLine(certificate.toLine(""))).isEqualTo(certificate);
        }
    }

    @Test
    void showsItsPublicKeyAsTheApiDoes() throws Exception {
        SshIssuer issuer = users();

        assertThat(issuer.publicKeyLine().toString())
                .matches("ecdsa-sha2-nistp256 AAAA[A-Za-z0-9+/]+=* open-ssh-ca@cloudflareaccess\\.org");
        assertThat(SshKeyLine.parse(issuer.publicKeyLine().toString()).key()).isEqualTo(issuer.publicKey());
    }

    @Test
    void opensItsKeyForNoOtherPurpose() {
        SealedKey sealed = vault.generate(account, KeySpec.P_256, "ssh-1", KeyPurpose.SSH_CA)
                .sealed();

        assertThatThrownBy(() -> vault.open(account, sealed, "ssh-1", KeyPurpose.ISSUING_CA))
                .isInstanceOf(TamperedException.class);
    }

    @Test
    void givesEveryCertificateItsOwnSerialAndNonce() throws Exception {
        SshIssuer issuer = users();
        SshRequest request = request("austin");
        Set<Object> seen = new HashSet<>();
        boolean upperHalf = false;
        for (int i = 0; i < 500; i++) {
            SshCertificateContent content = issuer.prepare(request).content();
            seen.add(content.serial());
            seen.add(content.nonce());
            upperHalf |= content.serial().bits() < 0;
            assertThat(content.serial()).isNotEqualTo(UInt64.ZERO);
        }
        assertThat(seen).hasSize(1000);
        assertThat(upperHalf).isTrue();
    }

    @Test
    void signsForHostsWithTheirOwnProfile() throws Exception {
        SshIssuer issuer = issuer(KeySpec.ED25519, SshProfile.hosts());

        SshCertificate certificate = issuer.issue(issuer.prepare(new SshRequest(
                key(KeySpec.P_256),
                KEY_ID,
                List.of("host.example.test", "*.example.test"),
                Duration.ofDays(30),
                List.of(),
                List.of())));

        assertThat(certificate.content().kind()).isEqualTo(SshCertificateKind.HOST);
        assertThat(certificate.verifies()).isTrue();
        assertThat(codes(refused(issuer, request("host.example.test"))))
                .containsExactly(Code.EXTENSION, Code.EXTENSION, Code.EXTENSION);
    }

    @Test
    void acceptsEveryOptionOpenSshKnows() throws Exception {
        SshRequest plain = request("austin");
        SshIssuer issuer = users();

        SshCertificateContent content = issuer.prepare(new SshRequest(
                        plain.key(),
                        KEY_ID,
                        List.of("austin"),
                        Duration.ofHours(24),
                        List.of(
                                SshCriticalOption.sourceAddress(
                                        List.of(SshNetwork.parse("10.0.0.0/8").orElseThrow())),
                                SshCriticalOption.forceCommand("uptime -p")),
                        Stream.of(SshExtension.values())
                                .map(SshExtension::option)
                                .toList()))
                .content();

        assertThat(content.criticalOptions())
                .containsExactly(
                        SshOption.text("force-command", "uptime -p"), SshOption.text("source-address", "10.0.0.0/8"));
        assertThat(content.extensions()).hasSize(6);
    }

    static Stream<Arguments> wrongRequests() {
        SshRequest good = request("austin");
        return Stream.of(
                wrong(with(good, List.of()), Code.PRINCIPAL, "principals: none (expected: at least 1)."),
                wrong(
                        with(good, List.of("")),
                        Code.PRINCIPAL,
                        "principal: \"\" (expected: 1 to 255 characters without blanks, commas, wildcards and control"
                                + " characters)."),
                wrong(with(good, List.of("a,root")), Code.PRINCIPAL, "principal: \"a,root\" (expected: 1 to 255"),
                wrong(with(good, List.of("a b")), Code.PRINCIPAL, "principal: \"a b\" (expected: 1 to 255"),
                wrong(with(good, List.of("*")), Code.PRINCIPAL, "principal: \"*\" (expected: 1 to 255"),
                wrong(with(good, List.of("a\nroot")), Code.PRINCIPAL, "principal: a text of 6 characters (expected:"),
                wrong(
                        with(good, List.of("x".repeat(256))),
                        Code.PRINCIPAL,
                        "principal: a text of 256 characters (expected: 1 to 255"),
                wrong(with(good, List.of("a", "a")), Code.PRINCIPAL, "principal: \"a\" twice (expected: each once)."),
                wrong(
                        with(
                                good,
                                new ArrayList<>(IntStream.range(0, 257)
                                        .mapToObj(i -> "p" + i)
                                        .toList())),
                        Code.PRINCIPAL,
                        "principals: 257 (expected: at most 256)."),
                wrong(
                        lasting(good, Duration.ZERO),
                        Code.LIFETIME,
                        "lifetime: PT0S (expected: whole seconds, from 1 to 86400)."),
                wrong(lasting(good, Duration.ofSeconds(-5)), Code.LIFETIME, "lifetime: PT-5S (expected: whole seconds"),
                wrong(lasting(good, Duration.ofMillis(1500)), Code.LIFETIME, "lifetime: PT1.5S (expected: whole"),
                wrong(lasting(good, Duration.ofSeconds(86_401)), Code.LIFETIME, "lifetime: PT24H1S (expected: whole"),
                wrong(
                        lasting(good, Duration.ofSeconds(Long.MAX_VALUE)),
                        Code.LIFETIME,
                        "lifetime: PT2562047788015215H30M7S (expected: whole seconds"),
                wrong(named(good, ""), Code.KEY_ID, "key id: \"\" (expected: 1 to 255 characters without control"),
                wrong(named(good, "a\nb"), Code.KEY_ID, "key id: a text of 3 characters (expected: 1 to 255"),
                wrong(named(good, "\ud800"), Code.KEY_ID, "key id: a text of 1 characters (expected: 1 to 255"),
                wrong(
                        critical(good, SshOption.text("allow-all@example.test", "x")),
                        Code.CRITICAL_OPTION,
                        "critical option: \"allow-all@example.test\" (expected: force-command, source-address,"
                                + " verify-required)."),
                wrong(
                        critical(good, SshOption.text("source-address", "10.0.0.1/8")),
                        Code.CRITICAL_OPTION,
                        "source-address: \"10.0.0.1/8\" (expected: networks in CIDR notation, separated by commas"),
                wrong(
                        critical(good, SshOption.flag("source-address")),
                        Code.CRITICAL_OPTION,
                        "source-address: \"\" (expected: networks in CIDR notation"),
                wrong(
                        critical(good, SshOption.text("force-command", " ")),
                        Code.CRITICAL_OPTION,
                        "force-command: 1 characters (expected: a command of one line, at most 4096 characters)."),
                wrong(
                        critical(good, SshCriticalOption.verifyRequired()),
                        Code.CRITICAL_OPTION,
                        "verify-required: the key is of type ssh-ed25519 (expected: the key of a security key)."),
                wrong(
                        extended(good, SshOption.text("permit-pty", "x")),
                        Code.EXTENSION,
                        "extension: \"permit-pty\" with data (expected: a flag without)."),
                wrong(
                        extended(good, SshOption.flag("permit-everything")),
                        Code.EXTENSION,
                        "extension: \"permit-everything\" (expected: no-touch-required, permit-X11-forwarding,"));
    }

    private static Arguments wrong(SshRequest request, Code code, String sentence) {
        return Arguments.of(sentence, request, code);
    }

    private static SshRequest with(SshRequest good, List<String> principals) {
        return new SshRequest(
                good.key(), good.keyId(), principals, good.lifetime(), good.criticalOptions(), good.extensions());
    }

    private static SshRequest lasting(SshRequest good, Duration lifetime) {
        return new SshRequest(
                good.key(), good.keyId(), good.principals(), lifetime, good.criticalOptions(), good.extensions());
    }

    private static SshRequest named(SshRequest good, String keyId) {
        return new SshRequest(
                good.key(), keyId, good.principals(), good.lifetime(), good.criticalOptions(), good.extensions());
    }

    private static SshRequest critical(SshRequest good, SshOption option) {
        return new SshRequest(
                good.key(), good.keyId(), good.principals(), good.lifetime(), List.of(option), good.extensions());
    }

    private static SshRequest extended(SshRequest good, SshOption option) {
        return new SshRequest(
                good.key(), good.keyId(), good.principals(), good.lifetime(), good.criticalOptions(), List.of(option));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongRequests")
    void refusesAndSaysWhatIsExpected(String sentence, SshRequest request, Code code) {
        assertThat(refused(users(), request)).singleElement().satisfies(fault -> {
            assertThat(fault.code()).isEqualTo(code);
            assertThat(fault.sentence()).startsWith(sentence).endsWith(").");
        });
    }

    @Test
    void refusesKeysTheProfileDoesNotCertify() throws Exception {
        KeyPairGenerator short1024 = KeyPairGenerator.getInstance("RSA");
        short1024.initialize(1024);
        SshPublicKey weak =
                SshPublicKey.of(SubjectPublicKey.of(short1024.generateKeyPair().getPublic()));
        SshRequest good = request("austin");
        SshRequest request = new SshRequest(
                weak, KEY_ID, good.principals(), good.lifetime(), good.criticalOptions(), good.extensions());

        assertThat(refused(users(), request))
                .containsExactly(new SshFault(Code.KEY, "The RSA key has 1024 bits (expected: at least 2048)."));
        SshProfile onlyEd25519 = new SshProfile(
                SshCertificateKind.USER,
                Set.of(good.key().type()),
                SshProfile.users().keys(),
                Duration.ofHours(1),
                Set.of(),
                SshProfile.users().extensions());
        assertThat(refused(issuer(KeySpec.P_256, onlyEd25519), request))
                .containsExactly(new SshFault(Code.KEY, "The key is of type ssh-rsa (expected: ssh-ed25519)."));
    }

    @Test
    void tellsAllFaultsAtOnce() {
        SshRequest request = new SshRequest(
                key(KeySpec.P_256),
                "",
                List.of(),
                Duration.ZERO,
                List.of(SshOption.flag("a")),
                Collections.nCopies(2, SshExtension.PERMIT_PTY.option()));

        assertThat(codes(refused(users(), request)))
                .containsExactly(Code.KEY_ID, Code.PRINCIPAL, Code.LIFETIME, Code.CRITICAL_OPTION, Code.EXTENSION);
    }

    @Test
    void signsOnceWhenManyThreadsRedeemTheSameToken() throws Exception {
        SshIssuer issuer = users();
        SshPrepared prepared = issuer.prepare(request("austin"));
        int issued = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Callable<SshCertificate>> all = Collections.nCopies(32, () -> issuer.issue(prepared));
            for (Future<SshCertificate> outcome : threads.invokeAll(all)) {
                try {
                    assertThat(outcome.get().verifies()).isTrue();
                    issued++;
                } catch (ExecutionException e) {
                    assertThat(e).hasCauseInstanceOf(IllegalStateException.class);
                }
            }
        }
        assertThat(issued).isEqualTo(1);
    }

    @Test
    void refusesTokenOfAnotherIssuer() throws Exception {
        SshIssuer issuer = users();
        SshPrepared prepared = issuer.prepare(request("austin"));

        assertThatThrownBy(() -> users().issue(prepared))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("another issuer");
        assertThat(issuer.issue(prepared).content()).isEqualTo(prepared.content());
    }

    private static List<Code> codes(List<SshFault> faults) {
        return faults.stream().map(SshFault::code).toList();
    }

    private static List<SshFault> refused(SshIssuer issuer, SshRequest request) {
        return catchThrowableOfType(SshRefused.class, () -> issuer.prepare(request))
                .faults();
    }
}
