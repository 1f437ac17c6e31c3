package dev.chancery.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chancery.ca.UploadedKeyRefused.Fault;
import dev.chancery.pki.Der;
import dev.chancery.pki.DerException;
import dev.chancery.pki.Pem;
import dev.chancery.pki.PemException;
import dev.chancery.pki.SubjectPublicKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UploadedKeyTest {
    private static final String[] P256 = {"-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"};
    private static final byte[] MESSAGE = "message".getBytes(StandardCharsets.UTF_8);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it before each test
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private OpenSsl openssl;

    @SuppressWarnings("NullAway.Init") // set before each test
    private KeyVault vault;

    @BeforeEach
    void openVault() {
        Crypto.CORRETTO.install();
        openssl = new OpenSsl(folder);
        vault = TestVaults.inFolder(folder);
    }

    static Stream<Arguments> kinds() {
        return Stream.of(Crypto.values())
                .flatMap(crypto -> Stream.of(
                                "-algorithm EC -pkeyopt ec_paramgen_curve:P-256",
                                "-algorithm EC -pkeyopt ec_paramgen_curve:P-384",
                                "-algorithm EC -pkeyopt ec_paramgen_curve:P-521",
                                "-algorithm RSA -pkeyopt rsa_keygen_bits:2048",
                                "-algorithm ED25519")
                        .map(kind -> Arguments.of(crypto, kind)));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void sealsAndOpensEveryKindAndFormOfKey(Crypto crypto, String kind) throws Exception {
        crypto.install();
        String pkcs8 = generate(kind.split(" "));
        if (kind.contains("25519")) {
            openssl.write("old.pem", pkcs8); // it never had another form
        } else {
            openssl.run("pkey", "-in", "key.pem", "-traditional", "-out", "old.pem");
        }
        SubjectPublicKey publicKey = publicKey();
        DataKeyEnvelope account = vault.newDataKey("account-a");
        for (String pem : new String[] {pkcs8, openssl.read("old.pem"), "\r\n \n" + pkcs8.replace("\n", "\r\n")}) {
            try (UploadedKey uploaded = UploadedKey.parse(pem, publicKey)) {
                SealedKey sealed = vault.seal(account, uploaded, "key-1");
                SigningKey opened = vault.open(account, sealed, "key-1", KeyPurpose.UPLOADED);
                assertThat(opened.proves(publicKey, MESSAGE)).isTrue();
                assertThat(opened.algorithm()).isEqualTo(uploaded.algorithm());
            }
        }
    }

    @Test
    void ignoresTheCurveBlockAndTheTextAroundTheKey() throws Exception {
        openssl.run("ecparam", "-name", "prime256v1", "-genkey", "-out", "key.pem");
        String pem = "my key\n" + openssl.read("key.pem") + "\n";
        assertThat(pem).contains("EC PARAMETERS");

        UploadedKey.parse(pem, publicKey()).close();
    }

    @Test
    void refusesKeyOfAnotherCertificate() throws Exception {
        generate(P256);
        SubjectPublicKey first = publicKey();
        String other = generate(P256);

        refuses(other, first, Fault.NOT_THE_CERTIFICATES_KEY, "its signatures do not verify");
    }

    @Test
    void refusesKeyOfAnotherKindThanTheCertificatesAndNamesBoth() throws Exception {
        generate(P256);
        SubjectPublicKey first = publicKey();
        String other = generate("-algorithm", "ED25519");

        refuses(
                other,
                first,
                Fault.NOT_THE_CERTIFICATES_KEY,
                "it is of kind Ed25519, the certificate's key of kind ECDSA P-256");
    }

    @Test
    void refusesEncryptedKeys() throws Exception {
        generate(P256);
        SubjectPublicKey key = publicKey();
        openssl.run("pkey", "-in", "key.pem", "-aes256", "-passout", "pass:secret-words", "-out", "new.pem");
        openssl.run(
                "pkey",
                "-in",
                "key.pem",
                "-aes256",
                "-traditional",
                "-passout",
                "pass:secret-words",
                "-out",
                "old.pem");

        refuses(openssl.read("new.pem"), key, Fault.ENCRYPTED, "protected by a passphrase; upload it decrypted");
        assertThat(openssl.read("old.pem")).contains("Proc-Type: 4,ENCRYPTED");
        refuses(openssl.read("old.pem"), key, Fault.ENCRYPTED, "protected by a passphrase; upload it decrypted");
    }

    @Test
    void refusesKindsAndSizesItDoesNotSignWith() throws Exception {
        SubjectPublicKey any = generateAndRead(P256);

        refuses(generate("-algorithm", "ED448"), any, Fault.UNSUPPORTED, "of kind unsupported (1.3.101.113)");
        refuses(
                generate("-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024"),
                any,
                Fault.UNSUPPORTED,
                "1024 bits (expected: 2048 to 8192)");
        refuses(
                generate("-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:secp256k1"),
                any,
                Fault.UNSUPPORTED,
                "EC on curve 1.3.132.0.10");
        refuses(
                generate(
                        "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-pkeyopt", "ec_param_enc:explicit"),
                any,
                Fault.UNSUPPORTED,
                "EC without a named curve");
    }

    @Test
    void refusesTwoKeysAndACutKey() throws Exception {
        String pem = generate(P256);
        SubjectPublicKey key = publicKey();

        refuses(pem + pem, key, Fault.SEVERAL_KEYS, "more than one private key");
        refuses(pem.substring(0, 120), key, Fault.MALFORMED, "has no END line");
        refuses(pem.replaceFirst("M", "*"), key, Fault.MALFORMED, "well-formed base64");
        refuses(openssl.run("pkey", "-in", "key.pem", "-pubout"), key, Fault.NOT_A_PRIVATE_KEY, "PEM block PUBLIC KEY");
        refuses(pem.replace("PRIVATE KEY", "OPENSSH PRIVATE KEY"), key, Fault.UNSUPPORTED, "OPENSSH PRIVATE KEY");
        refuses(" ".repeat(70_000), key, Fault.MALFORMED, "70000 characters (expected: at most 65536)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no PEM", "BEGIN PRIVATE KEY"})
    void refusesTextWithoutPem(String text) throws Exception {
        refuses(text, generateAndRead(P256), Fault.NOT_PEM, "no PEM block");
    }

    @Test
    void refusesEveryMutationWithANamedFaultThatDoesNotQuoteTheKey() throws Exception {
        for (Crypto crypto : Crypto.values()) {
            crypto.install();
            String pem = generate(P256);
            SubjectPublicKey key = publicKey();
            byte[] der = Pem.parse(pem).getFirst().der().toByteArray();
            for (int i = 0; i < der.length; i++) {
                byte[] changed = der.clone();
                changed[i] ^= 1;
                String mutated = Pem.encode("PRIVATE KEY", Der.of(changed));
                try (UploadedKey uploaded = UploadedKey.parse(mutated, key)) {
                    // Version, attributes and the public copy inside may differ: what counts is that it proved the
                    // pair.
                    assertThat(i >= 36 && i <= 67)
                            .as("byte %d of %s", i, uploaded)
                            .isFalse();
                } catch (UploadedKeyRefused e) {
                    Secrets.assertAbsent(pem, e);
                }
            }
        }
    }

    @Test
    void refusesNumbersThatAreNoKey() throws Exception {
        SubjectPublicKey key = generateAndRead(P256);
        String empty = "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n";
        String notAKey = "-----BEGIN RSA PRIVATE KEY-----\n"
                + Base64.getEncoder().encodeToString(new byte[] {0x30, 3, 2, 1, 5})
                + "\n-----END RSA PRIVATE KEY-----\n";

        refuses(empty, key, Fault.MALFORMED, "does not hold the DER of a private key");
        refuses(notAKey, key, Fault.MALFORMED, "does not hold the DER of a private key");
    }

    private static void refuses(String pem, SubjectPublicKey key, Fault fault, String says) {
        assertThatThrownBy(() -> UploadedKey.parse(pem, key).close())
                .isInstanceOfSatisfying(UploadedKeyRefused.class, refused -> {
                    assertThat(refused.fault()).isEqualTo(fault);
                    assertThat(refused).hasMessageContaining(says).hasNoCause();
                });
    }

    private SubjectPublicKey generateAndRead(String... kind) throws PemException, DerException {
        generate(kind);
        return publicKey();
    }

    private String generate(String... kind) {
        String[] command = new String[kind.length + 3];
        command[0] = "genpkey";
        command[1] = "-out";
        command[2] = "key.pem";
        System.arraycopy(kind, 0, command, 3, kind.length);
        openssl.run(command);
        return openssl.read("key.pem");
    }

    private SubjectPublicKey publicKey() throws PemException, DerException {
        openssl.run("pkey", "-in", "key.pem", "-pubout", "-out", "public.pem");
        return SubjectPublicKey.parse(
                Pem.parse(openssl.read("public.pem")).getFirst().der());
    }
}
