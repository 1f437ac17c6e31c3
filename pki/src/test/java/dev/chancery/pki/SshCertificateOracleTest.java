package dev.chancery.pki;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.testkit.SshKeygen;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code ssh-keygen} and Apache MINA judge what we write; we read and write again what {@code ssh-keygen} makes. */
class SshCertificateOracleTest {
    private static final String FROM = "20260101000000Z";
    private static final String TO = "20260101000300Z";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it before all tests
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static SshKeygen keygen;

    @BeforeAll
    static void makeKeys() {
        keygen = new SshKeygen(folder);
        keygen.newKey("ca-p256", "ca", "-t", "ecdsa", "-b", "256");
        keygen.newKey("ca-p384", "ca", "-t", "ecdsa", "-b", "384");
        keygen.newKey("ca-p521", "ca", "-t", "ecdsa", "-b", "521");
        keygen.newKey("ca-ed25519", "ca", "-t", "ed25519");
        keygen.newKey("ca-rsa", "ca", "-t", "rsa", "-b", "2048");
        for (SshKeyType type : SshKeyType.values()) {
            keygen.write(type + ".pub", new SshKeyLine(subject(type), "subject") + "\n");
        }
    }

    private static SshPublicKey subject(SshKeyType type) {
        return switch (type) {
            case ECDSA_P256 -> ssh(TestKeys.p256("ssh").getPublic());
            case ECDSA_P384 -> ssh(TestKeys.ec(EcCurve.P384, "ssh").getPublic());
            case ECDSA_P521 -> ssh(TestKeys.ec(EcCurve.P521, "ssh").getPublic());
            case ED25519 -> ssh(TestKeys.ed25519("ssh").getPublic());
            case RSA -> ssh(TestKeys.rsa(2048, "leaf").getPublic());
            case SK_ECDSA_P256, SK_ED25519 -> TestSshKeys.securityKey(type, "ssh:work");
        };
    }

    private static SshPublicKey ssh(PublicKey key) {
        return SshPublicKey.of(SubjectPublicKey.of(key));
    }

    /** What {@code ssh-keygen -s} makes of the subject's key. */
    private static SshCertificate made(String ca, SshKeyType subject, String... arguments) throws SshException {
        List<String> command = new ArrayList<>(List.of("-q", "-s", ca));
        command.addAll(List.of(arguments));
        command.add(subject + ".pub");
        keygen.ok(command.toArray(String[]::new));
        return SshCertificate.parseLine(keygen.text(subject + "-cert.pub"));
    }

    @ParameterizedTest
    @EnumSource
    void writesTheBytesSshKeygenSignsForEveryKindOfKey(SshKeyType type) throws Exception {
        SshCertificate theirs =
                made("ca-p256", type, "-I", "id", "-n", "austin,root", "-z", "7", "-V", FROM + ":" + TO);

        SshCertificateContent ours = SshCertificate.userCertificate()
                .key(subject(type))
                .keyId("id")
                .serial(UInt64.of(7))
                .principal("austin")
                .principal("root")
                .validity(SshValidity.of(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-01T00:03:00Z")))
                .extension(SshExtension.PERMIT_USER_RC)
                .extension(SshExtension.PERMIT_PTY)
                .extension(SshExtension.PERMIT_PORT_FORWARDING)
                .extension(SshExtension.PERMIT_AGENT_FORWARDING)
                .extension(SshExtension.PERMIT_X11_FORWARDING)
                .nonce(theirs.content().nonce())
                .signer(theirs.content().signer())
                .build();

        assertThat(ours.encode().hex()).isEqualTo(theirs.signed().hex());
        assertThat(ours).isEqualTo(theirs.content());
        assertThat(theirs.content().nonce().length()).isEqualTo(32);
        assertThat(SshCertificate.assemble(ours, ours.encode(), theirs.signature()))
                .isEqualTo(theirs);
    }

    static Stream<List<String>> options() {
        return Stream.of(
                List.of("-O", "clear"),
                List.of("-O", "clear", "-O", "permit-pty", "-O", "no-touch-required", "-O", "verify-required"),
                List.of("-O", "force-command=uptime", "-O", "source-address=10.0.0.0/8,2001:db8::/32"),
                List.of("-O", "extension:login@example.test=zoë", "-O", "critical:b@example.test=x", "-n", "zoë"),
                List.of("-z", "18446744073709551615", "-V", "always:forever"),
                List.of("-h", "-n", "host.example.test,*.example.test", "-V", FROM + ":forever"),
                List.of("-h"));
    }

    @ParameterizedTest
    @MethodSource("options")
    void readsWhatSshKeygenMakesAndWritesItBack(List<String> options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("-I", "a key id, with words"));
        arguments.addAll(options);
        SshCertificate theirs = made("ca-ed25519", SshKeyType.ED25519, arguments.toArray(String[]::new));

        assertThat(theirs.content().encode().hex()).isEqualTo(theirs.signed().hex());
        assertThat(SshCertificate.parse(theirs.wire()).content()).isEqualTo(theirs.content());
        assertThat(theirs.toLine("subject") + "\n").isEqualTo(keygen.text("ED25519-cert.pub"));
        assertThat(theirs.verifies()).isTrue();
    }

    @Test
    void understandsTheOptionsSshKeygenWrites() throws Exception {
        SshCertificateContent content = made(
                        "ca-p256",
                        SshKeyType.ED25519,
                        "-I",
                        "id",
                        "-O",
                        "clear",
                        "-O",
                        "force-command=uptime -p",
                        "-O",
                        "source-address=10.0.0.0/8,2001:db8::/32",
                        "-O",
                        "verify-required",
                        "-O",
                        "no-touch-required")
                .content();

        assertThat(content.criticalOptions())
                .containsExactly(
                        SshCriticalOption.forceCommand("uptime -p"),
                        SshOption.text(SshCriticalOption.SOURCE_ADDRESS, "10.0.0.0/8,2001:db8::/32"),
                        SshCriticalOption.verifyRequired());
        assertThat(content.extensions()).containsExactly(SshExtension.NO_TOUCH_REQUIRED.option());
        assertThat(content.validity()).isEqualTo(SshValidity.FOREVER);
        assertThat(content.serial()).isEqualTo(UInt64.ZERO);
    }

    static Stream<List<String>> signers() {
        return Stream.of(
                List.of("ca-p256", "ecdsa-sha2-nistp256"),
                List.of("ca-p384", "ecdsa-sha2-nistp384"),
                List.of("ca-p521", "ecdsa-sha2-nistp521"),
                List.of("ca-ed25519", "ssh-ed25519"),
                List.of("ca-rsa", "rsa-sha2-256"),
                List.of("ca-rsa", "rsa-sha2-512"));
    }

    @ParameterizedTest
    @MethodSource("signers")
    void verifiesSignaturesOfEverySigner(List<String> signer) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("-I", "id"));
        if (signer.getFirst().equals("ca-rsa")) {
            arguments.addAll(List.of("-t", signer.getLast()));
        }
        SshCertificate theirs = made(signer.getFirst(), SshKeyType.ED25519, arguments.toArray(String[]::new));

        assertThat(theirs.signature().format().wireName()).isEqualTo(signer.getLast());
        assertThat(theirs.verifies()).isTrue();
        byte[] altered = theirs.wire().toByteArray();
        altered[theirs.signed().length() - 200] ^= 1;
        assertThat(theirs.signature().verifies(theirs.content().signer(), Der.of(altered)))
                .isFalse();
    }

    static Stream<TestSshCa> authorities() {
        return Stream.of(
                TestSshCa.p256(),
                new TestSshCa(TestKeys.ec(EcCurve.P384, "ssh ca"), SignatureAlgorithm.ECDSA_WITH_SHA384),
                new TestSshCa(TestKeys.ec(EcCurve.P521, "ssh ca"), SignatureAlgorithm.ECDSA_WITH_SHA512),
                new TestSshCa(TestKeys.ed25519("ssh ca"), SignatureAlgorithm.ED25519),
                new TestSshCa(TestKeys.rsa(2048, "ca"), SignatureAlgorithm.SHA256_WITH_RSA),
                new TestSshCa(TestKeys.rsa(2048, "ca"), SignatureAlgorithm.SHA512_WITH_RSA));
    }

    @ParameterizedTest
    @MethodSource("authorities")
    void writesWhatSshKeygenShowsAndMinaReads(TestSshCa ca) throws Exception {
        for (SshKeyType type : SshKeyType.values()) {
            SshCertificate ours = ca.sign(SshCertificate.userCertificate()
                    .key(subject(type))
                    .keyId("ee999b4ddfaf68141015a02bcfa17b7e")
                    .serial(UInt64.parse("12943511222516818345"))
                    .principal("austin")
                    .validity(new SshValidity(UInt64.of(1_557_438_824), UInt64.of(1_557_439_004)))
                    .criticalOption(SshCriticalOption.forceCommand("uptime"))
                    .extension(SshExtension.PERMIT_PTY)
                    .extension(SshExtension.PERMIT_AGENT_FORWARDING)
                    .extension(SshExtension.PERMIT_USER_RC));

            keygen.write("ours-cert.pub", ours.toLine("") + "\n");
            String shown = keygen.ok("-L", "-f", "ours-cert.pub");
            assertThat(shown.lines().skip(1).map(String::strip))
                    .startsWith("Type: " + type.certificateName() + " user certificate")
                    .contains("Signing CA: " + shownSigner(ours), "Key ID: \"ee999b4ddfaf68141015a02bcfa17b7e\"")
                    .containsSubsequence(
                            "Serial: 12943511222516818345",
                            "Valid: from 2019-05-09T21:53:44 to 2019-05-09T21:56:44",
                            "Principals:",
                            "austin",
                            "Critical Options:",
                            "force-command uptime",
                            "Extensions:",
                            "permit-agent-forwarding",
                            "permit-pty",
                            "permit-user-rc");
            // MINA knows no certificates of security keys; ssh-keygen alone judges those.
            if (!type.isSecurityKey()) {
                readByMina(ours);
            }
        }
    }

    private static String shownSigner(SshCertificate certificate) {
        String kind = switch (certificate.content().signer().type()) {
            case ECDSA_P256, ECDSA_P384, ECDSA_P521 -> "ECDSA";
            case ED25519 -> "ED25519";
            case RSA -> "RSA";
            case SK_ECDSA_P256, SK_ED25519 -> throw new AssertionError("nobody has one here");
        };
        return kind + " " + certificate.content().signer().fingerprint() + " (using "
                + certificate.signature().format().wireName() + ")";
    }

    private static void readByMina(SshCertificate ours) throws Exception {
        OpenSshCertificate theirs = (OpenSshCertificate)
                PublicKeyEntry.parsePublicKeyEntry(ours.toLine("")).resolvePublicKey(null, null, null);

        assertThat(theirs.getKeyType()).isEqualTo(ours.content().key().type().certificateName());
        assertThat(theirs.getType()).isEqualTo(OpenSshCertificate.Type.USER);
        assertThat(theirs.getSerial()).isEqualTo(ours.content().serial().bits());
        assertThat(theirs.getId()).isEqualTo(ours.content().keyId());
        assertThat(theirs.getPrincipals())
                .containsExactlyElementsOf(ours.content().principals());
        assertThat(theirs.getValidAfter())
                .isEqualTo(ours.content().validity().validAfter().bits());
        assertThat(theirs.getValidBefore())
                .isEqualTo(ours.content().validity().validBefore().bits());
        assertThat(theirs.getCriticalOptionsMap()).containsOnly(Map.entry("force-command", "uptime"));
        assertThat(theirs.getExtensionsMap().keySet())
                .containsExactly("permit-agent-forwarding", "permit-pty", "permit-user-rc");
        assertThat(Der.of(theirs.getMessage())).isEqualTo(ours.signed());
        assertThat(theirs.getSignatureAlgorithm())
                .isEqualTo(ours.signature().format().wireName());
        ByteArrayBuffer again = new ByteArrayBuffer();
        again.putRawPublicKey(theirs);
        assertThat(Der.of(again.getCompactData())).isEqualTo(ours.wire());

        Signature verifier = BuiltinSignatures.fromFactoryName(theirs.getSignatureAlgorithm())
                .create();
        verifier.initVerifier(null, theirs.getCaPubKey());
        verifier.update(null, theirs.getMessage());
        assertThat(verifier.verify(null, theirs.getSignature())).isTrue();
    }
}
