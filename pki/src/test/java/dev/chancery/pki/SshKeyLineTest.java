package dev.chancery.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chancery.testkit.SshKeygen;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SshKeyLineTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it before each test
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "ecdsa, 256, ecdsa-sha2-nistp256",
        "ecdsa, 384, ecdsa-sha2-nistp384",
        "ecdsa, 521, ecdsa-sha2-nistp521",
        "ed25519, 256, ssh-ed25519",
        "rsa, 1024, ssh-rsa",
        "rsa, 2048, ssh-rsa",
        "rsa, 3072, ssh-rsa"
    })
    void readsAndWritesWhatSshKeygenMakes(String kind, String bits, String type) throws Exception {
        SshKeygen keygen = new SshKeygen(folder);
        String line = keygen.newKey("id", "me @ home", "-t", kind, "-b", bits);

        SshKeyLine read = SshKeyLine.parse(line);

        assertThat(read.toString() + "\n").isEqualTo(line);
        assertThat(read.comment()).isEqualTo("me @ home");
        assertThat(read.key().type().wireName()).isEqualTo(type);
        assertThat(keygen.list(line)).startsWith(bits + " " + read.key().fingerprint() + " me @ home (");
        assertThat(SshPublicKey.parse(read.key().wire())).isEqualTo(read.key()).hasSameHashCodeAs(read.key());
        assertThat(SshPublicKey.of(read.key().subjectPublicKey())).isEqualTo(read.key());
    }

    static Stream<KeyPair> jdkKeys() {
        return Stream.of(
                TestKeys.ec(EcCurve.P256, "ssh"),
                TestKeys.ec(EcCurve.P384, "ssh"),
                TestKeys.ec(EcCurve.P521, "ssh"),
                TestKeys.ed25519("ssh"),
                TestKeys.rsa(2048, "leaf"));
    }

    @ParameterizedTest
    @MethodSource("jdkKeys")
    void carriesKeysFromX509AndBack(KeyPair keys) throws Exception {
        SubjectPublicKey x509 = SubjectPublicKey.of(keys.getPublic());
        SshPublicKey ssh = SshPublicKey.of(x509);

        assertThat(SshPublicKey.parse(ssh.wire()).subjectPublicKey()).isEqualTo(x509);
        assertThat(KeyPolicy.standard().check(ssh.subjectPublicKey())).isEmpty();
        assertThat(new SshKeygen(folder).list(new SshKeyLine(ssh, "").toString()))
                .contains(ssh.fingerprint() + " no comment (");
    }

    @Test
    void writesTheCaLineTheApiShows() throws Exception {
        SshPublicKey key =
                SshPublicKey.of(SubjectPublicKey.of(TestKeys.p256("ssh ca").getPublic()));

        assertThat(SshKeyLine.ofCa(key).toString())
                .matches("ecdsa-sha2-nistp256 [A-Za-z0-9+/]+=* open-ssh-ca@cloudflareaccess\\.org");
        assertThat(SshKeyLine.parse(SshKeyLine.ofCa(key).toString()).key()).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({"SK_ECDSA_P256, ECDSA-SK", "SK_ED25519, ED25519-SK"})
    void readsAndWritesKeysOfSecurityKeys(SshKeyType type, String shown) throws Exception {
        SshPublicKey key = TestSshKeys.securityKey(type, "ssh:work");

        String line = new SshKeyLine(key, "token").toString();
        assertThat(SshKeyLine.parse(line).key()).isEqualTo(key);
        assertThat(key.type()).isEqualTo(type);
        assertThat(new SshKeygen(folder).list(line)).isEqualTo("256 " + key.fingerprint() + " token (" + shown + ")");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'  %s %s\t me  too \r\n' | 'me  too'",
                "'%s\t%s' | ''",
                "'%s   %s   x\n' | 'x'",
            })
    void readsLinesWithBlanksAroundTheirParts(String format, String comment) throws Exception {
        SshPublicKey key =
                SshPublicKey.of(SubjectPublicKey.of(TestKeys.ed25519("ssh").getPublic()));
        String text = format.formatted("ssh-ed25519", base64(key.wire()));

        assertThat(SshKeyLine.parse(text)).isEqualTo(new SshKeyLine(key, comment));
    }

    static Stream<Arguments> refusedLines() {
        String good = base64(
                SshPublicKey.of(SubjectPublicKey.of(TestKeys.ed25519("ssh").getPublic()))
                        .wire());
        return Stream.of(
                Arguments.of("", "The SSH public key line is empty (expected: type, base64 and a comment)."),
                Arguments.of(" \r\n", "The SSH public key line is empty (expected: type, base64 and a comment)."),
                Arguments.of(
                        "ssh-ed25519",
                        "The SSH public key line ends after its type \"ssh-ed25519\" (expected: base64 after it)."),
                Arguments.of(
                        "no-pty ssh-ed25519 " + good, "The SSH key type is \"no-pty\" (expected: one of ecdsa-sha2-"),
                Arguments.of(
                        "ssh-dss " + good, "The SSH key type is \"ssh-dss\" (expected: one of ecdsa-sha2-nistp256, "),
                Arguments.of(
                        "ssh-ed25519-cert-v01@openssh.com " + good,
                        "The SSH key type is \"ssh-ed25519-cert-v01@openssh.com\", a certificate (expected: a plain"),
                Arguments.of(
                        "ssh-rsa " + good,
                        "The SSH public key line says ssh-rsa, but holds a key of type ssh-ed25519."),
                Arguments.of(
                        "ssh-ed25519 " + good + "\nssh-ed25519 " + good,
                        "The SSH public key line has a control character or a line break at character 81"),
                Arguments.of(
                        "ssh-ed25519 " + good.substring(0, 30),
                        "The SSH public key line has 30 characters at character 13 that are not base64"),
                Arguments.of("ssh-ed25519 " + good.replace('A', '*'), "The SSH public key line has 68 characters at"),
                Arguments.of("ssh-ed25519 AAAA=AAA", "The SSH public key line has 8 characters at character 13"),
                Arguments.of("ssh-ed25519 é" + good, "The SSH public key line has 69 characters at character 13"),
                Arguments.of(
                        "ssh-ed25519 " + good + " " + "x".repeat(1025),
                        "The comment of the SSH public key line has 1025 characters (expected: at most 1024)."),
                Arguments.of(
                        "ssh-ed25519 " + "A".repeat(16_384),
                        "The SSH public key line has 16396 characters (expected: at most 16384)."),
                Arguments.of(
                        "x".repeat(100),
                        "The SSH key type is a text of 100 characters (expected: one of ecdsa-sha2-nistp256"));
    }

    @ParameterizedTest
    @MethodSource("refusedLines")
    void refusesOtherLinesAndSaysWhere(String line, String sentence) {
        assertThatThrownBy(() -> SshKeyLine.parse(line))
                .isInstanceOf(SshException.class)
                .hasMessageStartingWith(sentence)
                .hasMessageEndingWith(".");
    }

    static Stream<Arguments> refusedKeys() {
        byte[] point = new byte[65];
        point[0] = 4;
        byte[] compressed = new byte[33];
        compressed[0] = 2;
        String p256 = "ecdsa-sha2-nistp256";
        return Stream.of(
                Arguments.of(new SshWriter(8), "The SSH key type is missing at byte 0."),
                Arguments.of(
                        new SshWriter(8).uint32(9),
                        "The SSH key type at byte 0 says it has 9 bytes, but only 0 follow."),
                Arguments.of(
                        new SshWriter(8).string(p256).uint32(-1),
                        "The curve name at byte 23 says it has 4294967295 bytes, but only 0 follow."),
                Arguments.of(
                        new SshWriter(8).string("ssh-\u0001"),
                        "The SSH key type at byte 0 is not printable ASCII text."),
                Arguments.of(
                        new SshWriter(8).string(p256).string("nistp384").string(point),
                        "The curve name at byte 23 is \"nistp384\" (expected: nistp256, as the key type"),
                Arguments.of(
                        new SshWriter(8).string(p256).string("nistp256").string(point),
                        "The curve point at byte 35 is not an uncompressed point on P-256."),
                Arguments.of(
                        new SshWriter(8).string(p256).string("nistp256").string(compressed),
                        "The curve point at byte 35 is not an uncompressed point on P-256."),
                Arguments.of(
                        new SshWriter(8).string(p256).string("nistp256").string(new byte[0]),
                        "The curve point at byte 35 is not an uncompressed point on P-256."),
                Arguments.of(
                        new SshWriter(8).string("ssh-ed25519").string(new byte[31]),
                        "The Ed25519 public key at byte 15 has 31 bytes (expected: 32)."),
                Arguments.of(
                        new SshWriter(8)
                                .string("ssh-ed25519")
                                .string(new byte[32])
                                .uint32(7),
                        "There are 4 unexpected bytes after the SSH public key at byte 51."),
                Arguments.of(
                        new SshWriter(8)
                                .string("ssh-rsa")
                                .number(BigInteger.valueOf(3))
                                .string(new byte[] {-1}),
                        "The RSA modulus at byte 16 is not positive."),
                Arguments.of(
                        new SshWriter(8).string("ssh-rsa").string(new byte[] {0, 3}),
                        "The RSA public exponent at byte 11 is zero, or not encoded in the fewest bytes."),
                Arguments.of(
                        new SshWriter(8).string("ssh-rsa").number(BigInteger.ZERO),
                        "The RSA public exponent at byte 11 is not positive."),
                Arguments.of(
                        new SshWriter(8)
                                .string("ssh-rsa")
                                .number(BigInteger.valueOf(3))
                                .number(BigInteger.ONE.shiftLeft(16_384)),
                        "The RSA modulus at byte 16 has 16385 bits (expected: at most 16384)."),
                Arguments.of(
                        new SshWriter(8)
                                .string("sk-ssh-ed25519@openssh.com")
                                .string(new byte[32])
                                .string(""),
                        "The application of the security key at byte 66 has 0 characters (expected: 1 to 255)."),
                Arguments.of(
                        new SshWriter(8).string("x".repeat(9000)),
                        "The SSH public key has 9004 bytes (expected: at most 8192)."));
    }

    @ParameterizedTest
    @MethodSource("refusedKeys")
    void refusesOtherBytesAndSaysWhere(SshWriter written, String sentence) {
        Der wire = written.done();
        assertThatThrownBy(() -> SshPublicKey.parse(wire))
                .isInstanceOf(SshException.class)
                .hasMessageStartingWith(sentence)
                .hasMessageEndingWith(".");
    }

    @Test
    void refusesKeysOpenSshDoesNotHave() {
        assertThatThrownBy(() -> SshPublicKey.of(
                        SubjectPublicKey.of(TestKeys.mlDsa(65, "ssh").getPublic())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("OpenSSH has no keys of kind ML-DSA-65");
    }

    @Test
    void refusesCommentsThatWouldBeAnotherLine() {
        SshPublicKey key =
                SshPublicKey.of(SubjectPublicKey.of(TestKeys.ed25519("ssh").getPublic()));
        for (String comment : List.of("a\nb", " a", "a ", "x".repeat(1025))) {
            assertThatThrownBy(() -> new SshKeyLine(key, comment))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("expected: one line");
        }
    }

    private static String base64(Der wire) {
        return Base64.getEncoder().encodeToString(wire.toByteArray());
    }
}
