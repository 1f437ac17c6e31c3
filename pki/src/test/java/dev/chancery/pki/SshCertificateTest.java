package dev.chancery.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SshCertificateTest {
    private static final SshPublicKey KEY =
            SshPublicKey.of(SubjectPublicKey.of(TestKeys.ed25519("ssh").getPublic()));
    private static final SshPublicKey CA = TestSshCa.p256().publicKey();
    private static final String TYPE = "ssh-ed25519-cert-v01@openssh.com";

    @Test
    void readsBackWhatItWrites() throws Exception {
        SshCertificate certificate = TestSshCa.full(KEY);

        assertThat(SshCertificate.parse(certificate.wire()))
                .isEqualTo(certificate)
                .hasSameHashCodeAs(certificate);
        SshCertificate read = SshCertificate.parseLine(certificate.toLine("a comment") + "\r\n");
        assertThat(read.content()).isEqualTo(certificate.content());
        assertThat(read.signed()).isEqualTo(certificate.signed());
        assertThat(read.verifies()).isTrue();
        assertThat(read.toString())
                .isEqualTo("SshCertificate[SshCertificateContent[USER " + TYPE + ", serial 12943511222516818345, key id"
                        + " \"ee999b4ddfaf68141015a02bcfa17b7e\", principals \"austin\",a text of 3 characters], signed"
                        + " ecdsa-sha2-nistp256 by " + CA.fingerprint() + "]");
    }

    @Test
    void verifiesNothingThatWasAlteredByOneBit() {
        SshCertificate certificate = TestSshCa.full(KEY);
        byte[] bytes = certificate.wire().toByteArray();
        for (int i = 0; i < bytes.length; i++) {
            byte[] altered = bytes.clone();
            altered[i] ^= 1;
            assertThat(verifies(altered)).as("byte %s", i).isFalse();
        }
        assertThat(verifies(bytes)).isTrue();
    }

    private static boolean verifies(byte[] bytes) {
        try {
            SshCertificate read = SshCertificate.parse(Der.of(bytes));
            return read.content().signer().equals(CA) && read.verifies();
        } catch (SshException e) {
            return false;
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SK_ECDSA_P256", "SK_ED25519"})
    void verifiesSignaturesOfSecurityKeys(SshKeyType type) throws Exception {
        SshPublicKey signer = TestSshKeys.securityKey(type, "ssh:ca");
        SshCertificateContent content = TestSshCa.full(KEY).content();
        SshCertificateContent own = SshCertificate.userCertificate()
                .key(KEY)
                .keyId("id")
                .validity(SshValidity.FOREVER)
                .nonce(content.nonce())
                .signer(signer)
                .build();
        SshSignature signature = TestSshKeys.signByToken(type, "ssh:ca", own.encode());

        SshCertificate certificate = SshCertificate.assemble(own, own.encode(), signature);

        assertThat(certificate.verifies()).isTrue();
        assertThat(SshCertificate.parse(certificate.wire())).isEqualTo(certificate);
        assertThat(SshCertificate.parse(certificate.wire()).signature()).isEqualTo(signature);
        SshSignature counted = new SshSignature(signature.format(), signature.value(), signature.flags(), UInt64.of(8));
        assertThat(counted.verifies(signer, own.encode())).isFalse();
    }

    @Test
    void neverBelievesSha1() {
        Der data = Der.of(new byte[] {1});
        SshPublicKey key =
                SshPublicKey.of(SubjectPublicKey.of(TestKeys.rsa(2048, "ca").getPublic()));
        Der value = Der.of(TestKeys.sign(TestKeys.rsa(2048, "ca"), SignatureAlgorithm.SHA1_WITH_RSA, data));

        assertThat(new SshSignature(SshSignatureFormat.RSA_SHA1, value, (byte) 0, UInt64.ZERO).verifies(key, data))
                .isFalse();
        assertThatThrownBy(() -> SshSignature.of(key, SignatureAlgorithm.SHA1_WITH_RSA, value.toByteArray()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("OpenSSH has no signatures SHA1WithRSA by keys of type ssh-rsa");
    }

    @Test
    void ordersOptionsWhateverTheOrderTheyAreGivenIn() {
        List<SshExtension> given = Arrays.asList(SshExtension.values());
        Collections.reverse(given);
        SshCertificateBuilder builder = complete();
        given.forEach(builder::extension);

        assertThat(builder.build().extensions().stream().map(SshOption::name))
                .containsExactly(
                        "no-touch-required",
                        "permit-X11-forwarding",
                        "permit-agent-forwarding",
                        "permit-port-forwarding",
                        "permit-pty",
                        "permit-user-rc");
    }

    private static SshCertificateBuilder complete() {
        return SshCertificate.userCertificate()
                .key(KEY)
                .keyId("id")
                .validity(SshValidity.FOREVER)
                .nonce(TestSshCa.NONCE)
                .signer(CA);
    }

    static Stream<Arguments> wrongContent() {
        return Stream.of(
                wrong("a key id with NUL, or that is not Unicode", b -> b.keyId("a\0")),
                wrong("a principal with NUL, or that is not Unicode", b -> b.principal("\ud800")),
                wrong("257 principals (expected: at most 256)", b -> {
                    for (int i = 0; i < 257; i++) {
                        b.principal("p" + i);
                    }
                }),
                wrong(
                        "the extension \"permit-pty\" after \"permit-pty\" (expected: names ascending, none twice)",
                        b -> b.extension(SshExtension.PERMIT_PTY).extension(SshExtension.PERMIT_PTY)),
                wrong(
                        "the critical option \"verify-required\" after \"verify-required\" (expected: names",
                        b -> b.criticalOption(SshCriticalOption.verifyRequired())
                                .criticalOption(SshCriticalOption.verifyRequired())));
    }

    private static Arguments wrong(String sentence, Consumer<SshCertificateBuilder> change) {
        return Arguments.of(sentence, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongContent")
    void refusesToBuildWhatNoReaderTakes(String sentence, Consumer<SshCertificateBuilder> change) {
        SshCertificateBuilder builder = complete();
        change.accept(builder);

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(sentence);
    }

    @Test
    void refusesToBuildWithoutADecision() {
        assertThatThrownBy(() -> SshCertificate.userCertificate()
                        .key(KEY)
                        .keyId("id")
                        .signer(CA)
                        .nonce(TestSshCa.NONCE)
                        .build())
                .hasMessage("validity");
    }

    static Stream<Arguments> refusedBytes() {
        return Stream.of(
                refused(w -> w.string("ssh-ed25519"), "The SSH certificate type is \"ssh-ed25519\" (expected: one of"),
                refused(
                        w -> head(w).uint32(3),
                        "The certificate kind at byte 96 is 3 (expected: 1 for a user or 2 for"),
                refused(
                        w -> head(w).uint32(1).string(new byte[] {-1}),
                        "The key id at byte 100 is not UTF-8 text without NUL."),
                refused(w -> head(w).uint32(1).string("a\0b"), "The key id at byte 100 is not UTF-8 text without NUL."),
                refused(
                        w -> head(w).uint32(1).string("").string(new byte[] {0, 0, 0, 9}),
                        "The principal at byte 108 says it has 9 bytes, but only 0 follow."),
                refused(
                        w -> head(w).uint32(1).string("").string(new byte[4 * 257]),
                        "The principals at byte 104 are more than 256."),
                refused(w -> times(w, 7, 7), "The validity at byte 108 ends at 7, not after its beginning 7."),
                refused(
                        w -> times(w, 0, -1).string(options("b", "a")),
                        "The critical option \"a\" at byte 137 follows \"b\" (expected: names ascending, none twice)."),
                refused(
                        w -> times(w, 0, -1).string("").string(options("a", "a")),
                        "The extension \"a\" at byte 141 follows \"a\" (expected: names ascending, none twice)."),
                refused(
                        w -> times(w, 0, -1).string(options("a b")),
                        "The critical option name at byte 128 is \"a b\" (expected: 1 to 255 characters without"
                                + " blanks)."),
                refused(
                        w -> times(w, 0, -1).string("").string("").string("x"),
                        "The reserved field at byte 132 has 1 bytes (expected: 0)."),
                refused(
                        w -> tail(w).string("ssh-ed25519"),
                        "The SSH key type at byte 140 says it has 1936943149 bytes, but only 7 follow."),
                refused(
                        w -> tail(w).string(KEY.wire())
                                .string(new SshWriter(9).string("ssh-dss").done()),
                        "The signature format at byte 195 is \"ssh-dss\", unknown here."),
                refused(
                        w -> tail(w).string(KEY.wire())
                                .string(new SshWriter(9)
                                        .string("ssh-ed25519")
                                        .string(new byte[64])
                                        .uint8((byte) 1)
                                        .done()),
                        "There are 1 unexpected bytes after the signature at byte 278."),
                refused(
                        w -> tail(w).string(KEY.wire())
                                .string(new SshWriter(9)
                                        .string("ssh-ed25519")
                                        .string(new byte[2049])
                                        .done()),
                        "The signature value at byte 210 has 2049 bytes (expected: at most 2048)."),
                refused(
                        w -> tail(w).string(KEY.wire())
                                .string(new SshWriter(9)
                                        .string("ssh-ed25519")
                                        .string("")
                                        .done())
                                .uint32(0),
                        "There are 4 unexpected bytes after the SSH certificate at byte 214."),
                refused(
                        w -> w.string(new byte[70_000]),
                        "The SSH certificate has 70004 bytes (expected: at most 65536)."));
    }

    private static Arguments refused(Consumer<SshWriter> write, String sentence) {
        SshWriter out = new SshWriter(300);
        write.accept(out);
        return Arguments.of(out.done(), sentence);
    }

    /** Everything before the kind: 96 bytes. */
    private static SshWriter head(SshWriter out) {
        return out.string(TYPE).string(new byte[12]).raw(KEY.fields()).uint64(UInt64.ZERO);
    }

    /** Everything to the critical options: 124 bytes. */
    private static SshWriter times(SshWriter out, long validAfter, long validBefore) {
        return head(out)
                .uint32(1)
                .string("")
                .string("")
                .uint64(new UInt64(validAfter))
                .uint64(new UInt64(validBefore));
    }

    /** Everything to the signature key: 136 bytes. */
    private static SshWriter tail(SshWriter out) {
        return times(out, 0, -1).string("").string("").string("");
    }

    private static Der options(String... names) {
        SshWriter out = new SshWriter(100);
        for (String name : names) {
            out.string(name).string("");
        }
        return out.done();
    }

    @ParameterizedTest
    @MethodSource("refusedBytes")
    void refusesOtherBytesAndSaysWhere(Der wire, String sentence) {
        assertThatThrownBy(() -> SshCertificate.parse(wire))
                .isInstanceOf(SshException.class)
                .hasMessageStartingWith(sentence)
                .hasMessageEndingWith(".");
    }

    @Test
    void refusesLinesOfAnotherType() {
        String line = TestSshCa.full(KEY).toLine("").replace(TYPE, "ssh-rsa-cert-v01@openssh.com");

        assertThatThrownBy(() -> SshCertificate.parseLine(line))
                .isInstanceOf(SshException.class)
                .hasMessage(
                        "The SSH certificate line says ssh-rsa-cert-v01@openssh.com, but holds a certificate of type "
                                + TYPE + ".");
        assertThatThrownBy(() -> SshCertificate.parseLine(new SshKeyLine(KEY, "").toString()))
                .hasMessageStartingWith("The SSH certificate type is \"ssh-ed25519\" (expected: one of ecdsa-sha2-");
        assertThatThrownBy(() -> SshCertificate.parseLine(TYPE))
                .hasMessage(
                        "The SSH certificate line ends after its type \"" + TYPE + "\" (expected: base64 after it).");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-01T00:00:00Z, 2025-12-31T23:59:59Z, false",
        "2026-01-01T00:00:00Z, 2026-01-01T00:00:00Z, true",
        "2026-01-01T00:00:00Z, 2026-01-01T00:02:59.9Z, true",
        "2026-01-01T00:00:00Z, 2026-01-01T00:03:00Z, false",
    })
    void isValidFromTheFirstSecondToBeforeTheLast(Instant from, Instant at, boolean valid) {
        assertThat(SshValidity.of(from, from.plusSeconds(180)).contains(at)).isEqualTo(valid);
    }

    @Test
    void isValidForeverWhereItSaysSo() {
        assertThat(SshValidity.FOREVER.contains(Instant.EPOCH)).isTrue();
        assertThat(SshValidity.FOREVER.contains(Instant.MAX)).isTrue();
        assertThat(SshValidity.FOREVER.contains(Instant.EPOCH.minusSeconds(1))).isFalse();
        assertThatThrownBy(() -> new SshValidity(UInt64.of(5), UInt64.of(5)))
                .hasMessage("valid before 5 (expected: after 5, the valid after)");
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.0.0.0/8",
        "127.0.0.1, 127.0.0.1/32",
        "0.0.0.0/0, 0.0.0.0/0",
        "2001:db8::/32, 2001:db8:0:0:0:0:0:0/32",
        "::1, 0:0:0:0:0:0:0:1/128",
        "::/0, 0:0:0:0:0:0:0:0/0",
        "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8/128",
        "fe80::1:0/112, fe80:0:0:0:0:0:1:0/112"
    })
    void readsNetworks(String text, String network) {
        assertThat(SshNetwork.parse(text).orElseThrow()).hasToString(network);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "10.0.0.1/8",
                "10.0.0.0/33",
                "10.1",
                "1.2.3.4/",
                "1.2.3.4/-1",
                "256.0.0.1",
                "::1%lo",
                ":",
                "2001:db8::1/32",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7::8",
                "12345::",
                "1:2:3:4:5:6:7:8:9",
                ":::",
                "::ffff:1.2.3.4",
                "10.0.0.0/8,"
            })
    void refusesNetworksSshdWouldNotRead(String text) {
        assertThat(SshNetwork.parse(text)).isEmpty();
    }
}
