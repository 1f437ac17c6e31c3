package dev.chancery.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What others encrypt keys to, and how those keys come out again; {@code openssl} is the other side. */
class DecryptionTest {
    private static final String SHA256_DIGEST = "http://www.w3.org/2001/04/xmlenc#sha256";
    private static final KeyTransport.Oaep SHA1 = KeyTransport.oaep(OaepDigest.SHA_1, OaepDigest.SHA_1);
    private static final int AES_256 = 32;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it before each test
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private KeyVault vault;

    @SuppressWarnings("NullAway.Init") // set before each test
    private DataKeyEnvelope account;

    @SuppressWarnings("NullAway.Init") // set before each test
    private OpenSsl openssl;

    private final FixedClock clock = new FixedClock(Instant.parse("2026-05-07T19:16:19.821162Z"));

    @BeforeEach
    void open() {
        Crypto.CORRETTO.install();
        vault = TestVaults.inFolder(folder);
        account = vault.newDataKey("account-a");
        openssl = new OpenSsl(folder);
    }

    private EncryptionCertificate made(KeySpec spec, String keyId) {
        EncryptionCertificate made =
                new EncryptionCertificateFactory(vault, TestVaults.RANDOM, clock).create(account, spec, keyId);
        openssl.write(keyId + ".pem", made.certificate().toPem());
        return made;
    }

    private DecryptionKey opened(EncryptionCertificate made, String keyId) {
        return vault.openForDecryption(account, made.key(), keyId);
    }

    /** A random content key, encrypted to a certificate by openssl. */
    private byte[] encrypted(byte[] contentKey, String keyId, String... options) {
        openssl.write("content.key", contentKey);
        List<String> command = new ArrayList<>(List.of("pkeyutl", "-encrypt", "-certin", "-inkey", keyId + ".pem"));
        command.addAll(List.of("-in", "content.key", "-out", "content.enc", "-pkeyopt", "rsa_padding_mode:oaep"));
        for (String option : options) {
            command.addAll(List.of("-pkeyopt", option));
        }
        openssl.run(command.toArray(String[]::new));
        return openssl.bytes("content.enc");
    }

    private static byte[] contentKey(int length) {
        byte[] key = new byte[length];
        TestVaults.RANDOM.nextBytes(key);
        return key;
    }

    private static byte[] unwrapped(List<DecryptionKey> keys, KeyTransport transport, byte[] encrypted, int length)
            throws UndecryptableException {
        try (ContentKey key = DecryptionKey.unwrap(keys, transport, encrypted, length)) {
            return key.revealToTheCipher();
        }
    }

    @Test
    void certifiesAKeyForAYearAsTheOriginalDoes() {
        EncryptionCertificate made = made(KeySpec.RSA_2048, "a");
        assertThat(made.certificate().notBefore()).isEqualTo("2026-05-07T19:11:00Z");
        assertThat(made.certificate().notAfter()).isEqualTo("2027-05-07T19:11:00Z");
        assertThat(made.certificate().signatureName()).isEqualTo("SHA256WithRSA");
        assertThat(Duration.between(
                        made.certificate().notBefore(), made.certificate().notAfter()))
                .isEqualTo(EncryptionCertificateFactory.LIFETIME);
        assertThat(openssl.run("x509", "-in", "a.pem", "-noout", "-text"))
                .contains("CA:FALSE", "Key Encipherment", "Public-Key: (2048 bit)")
                .doesNotContain("Digital Signature", "Data Encipherment");
        assertThat(openssl.run(
                        "verify", "-no_check_time", "-x509_strict", "-check_ss_sig", "-CAfile", "a.pem", "a.pem"))
                .isEqualTo("a.pem: OK\n");
    }

    @ParameterizedTest
    @CsvSource({"CORRETTO, RSA_2048", "CORRETTO, RSA_3072", "CORRETTO, RSA_4096", "JDK, RSA_2048"})
    void unwrapsWhatOpensslEncrypts(Crypto crypto, KeySpec spec) throws Exception {
        crypto.install();
        DecryptionKey key = opened(made(spec, "a"), "a");
        for (int length : List.of(16, AES_256)) {
            byte[] content = contentKey(length);
            assertThat(unwrapped(List.of(key), SHA1, encrypted(content, "a"), length))
                    .as("SHA-1, as rsa-oaep-mgf1p means")
                    .isEqualTo(content);
            KeyTransport mixed = KeyTransport.oaep(OaepDigest.SHA_256, OaepDigest.SHA_1);
            assertThat(unwrapped(
                            List.of(key),
                            mixed,
                            encrypted(content, "a", "rsa_oaep_md:sha256", "rsa_mgf1_md:sha1"),
                            length))
                    .as("SHA-256 with the mask of SHA-1")
                    .isEqualTo(content);
            for (OaepDigest digest : OaepDigest.values()) {
                String word = digest.jcaName().replace("SHA-", "sha");
                byte[] encrypted = encrypted(content, "a", "rsa_oaep_md:" + word, "rsa_mgf1_md:" + word);
                assertThat(unwrapped(List.of(key), KeyTransport.oaep(digest, digest), encrypted, length))
                        .as(word)
                        .isEqualTo(content);
            }
            byte[] labelled = encrypted(content, "a", "rsa_oaep_label:00ff10");
            assertThat(unwrapped(List.of(key), SHA1.labelled(new byte[] {0, (byte) 0xff, 0x10}), labelled, length))
                    .as("with OAEPparams")
                    .isEqualTo(content);
        }
    }

    @ParameterizedTest
    @EnumSource(Crypto.class)
    void unwrapsTheOldPaddingWhereItsCallerAsksForIt(Crypto crypto) throws Exception {
        crypto.install();
        DecryptionKey key = opened(made(KeySpec.RSA_2048, "a"), "a");
        byte[] content = contentKey(AES_256);
        byte[] right = encryptedTheOldWay(content);
        KeyTransport rsa15 = new KeyTransport.SignedRsa15();
        assertThat(unwrapped(List.of(key), rsa15, right, AES_256)).isEqualTo(content);
        byte[] flipped = right.clone();
        flipped[100] ^= 1;
        assertThatThrownBy(() -> unwrapped(List.of(key), rsa15, flipped, AES_256))
                .isExactlyInstanceOf(UndecryptableException.class)
                .hasNoCause();
        assertThatThrownBy(() -> unwrapped(List.of(key), rsa15, right, 16))
                .isExactlyInstanceOf(UndecryptableException.class);
    }

    /** With the padding of PKCS#1 v1.5. */
    private byte[] encryptedTheOldWay(byte[] contentKey) {
        openssl.write("content.key", contentKey);
        openssl.run(
                "pkeyutl",
                "-encrypt",
                "-certin",
                "-inkey",
                "a.pem",
                "-in",
                "content.key",
                "-out",
                "old.enc",
                "-pkeyopt",
                "rsa_padding_mode:pkcs1");
        return openssl.bytes("old.enc");
    }

    @Test
    void triesTheCurrentKeyAndThenThePreviousOne() throws Exception {
        DecryptionKey previous = opened(made(KeySpec.RSA_2048, "a"), "a");
        DecryptionKey current = opened(made(KeySpec.RSA_2048, "b"), "b");
        byte[] content = contentKey(AES_256);
        for (String to : List.of("a", "b")) {
            assertThat(unwrapped(List.of(current, previous), SHA1, encrypted(content, to), AES_256))
                    .isEqualTo(content);
        }
        byte[] forTheOther = encrypted(content, "a");
        assertThatThrownBy(() -> unwrapped(List.of(current), SHA1, forTheOther, AES_256))
                .isInstanceOf(UndecryptableException.class);
    }

    @Test
    void saysTheSameOfEverythingThatDoesNotUnwrap() {
        DecryptionKey key = opened(made(KeySpec.RSA_2048, "a"), "a");
        byte[] content = contentKey(AES_256);
        byte[] right = encrypted(content, "a");
        byte[] flipped = right.clone();
        flipped[100] ^= 1;
        byte[] old = encryptedTheOldWay(content);
        List<ThrowingCallable> attempts = List.of(
                () -> unwrapped(List.of(key), SHA1, flipped, AES_256),
                () -> unwrapped(List.of(key), SHA1, new byte[0], AES_256),
                () -> unwrapped(List.of(key), SHA1, new byte[256], AES_256),
                () -> unwrapped(List.of(key), SHA1, new byte[10_000], AES_256),
                () -> unwrapped(List.of(key), SHA1, old, AES_256),
                () -> unwrapped(List.of(key), SHA1, right, 16),
                () -> unwrapped(List.of(key), SHA1.labelled(new byte[] {1}), right, AES_256),
                () -> unwrapped(
                        List.of(key), KeyTransport.oaep(OaepDigest.SHA_256, OaepDigest.SHA_256), right, AES_256),
                () -> unwrapped(List.of(), SHA1, right, AES_256));
        for (ThrowingCallable attempt : attempts) {
            assertThatThrownBy(attempt)
                    .isExactlyInstanceOf(UndecryptableException.class)
                    .hasMessage("The content key does not unwrap.")
                    .hasNoCause()
                    .hasNoSuppressedExceptions();
        }
    }

    @Test
    void readsTransportsAsXmlNamesThem() {
        String older = "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p";
        String newer = "http://www.w3.org/2009/xmlenc11#rsa-oaep";
        Optional<String> sha256 = Optional.of(SHA256_DIGEST);
        Optional<String> mask256 = Optional.of("http://www.w3.org/2009/xmlenc11#mgf1sha256");
        assertThat(KeyTransport.named(older, Optional.empty(), Optional.empty()))
                .contains(SHA1);
        assertThat(KeyTransport.named(newer, Optional.empty(), Optional.empty()))
                .contains(SHA1);
        assertThat(KeyTransport.named(older, sha256, Optional.empty()))
                .contains(KeyTransport.oaep(OaepDigest.SHA_256, OaepDigest.SHA_1));
        assertThat(KeyTransport.named(newer, sha256, mask256))
                .contains(KeyTransport.oaep(OaepDigest.SHA_256, OaepDigest.SHA_256));
        assertThat(KeyTransport.named(older, sha256, mask256)).isEmpty();
        assertThat(KeyTransport.named(newer, Optional.of("http://www.w3.org/2001/04/xmldsig-more#md5"), mask256))
                .isEmpty();
        assertThat(KeyTransport.named(newer, sha256, sha256)).isEmpty();
        assertThat(KeyTransport.named("http://www.w3.org/2001/04/xmlenc#rsa-1_5", Optional.empty(), Optional.empty()))
                .as("PKCS#1 v1.5")
                .isEmpty();
    }

    @Test
    void opensKeysForTheirOwnPurposeOnly() {
        EncryptionCertificate made = made(KeySpec.RSA_2048, "a");
        GeneratedKey signing = vault.generate(account, KeySpec.RSA_2048, "s", KeyPurpose.ACCESS_SIGNING);
        assertThatThrownBy(() -> vault.openForDecryption(account, signing.sealed(), "s"))
                .isInstanceOf(TamperedException.class);
        assertThatThrownBy(() -> vault.openForDecryption(account, made.key(), "other"))
                .isInstanceOf(TamperedException.class);
        assertThat(opened(made, "a").publicKey()).isEqualTo(made.certificate().publicKey());
        assertThatThrownBy(() -> made(KeySpec.P_256, "p")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keepsAClientSecretLikeAKey() {
        ClientSecret secret = ClientSecret.of("s3cr3t-ü");
        SealedKey sealed = vault.seal(account, secret, "provider-1");
        ClientSecret opened = vault.openSecret(account, SealedKey.parse(sealed.toBytes()), "provider-1");
        assertThat(opened.revealToTheThirdParty()).isEqualTo("s3cr3t-ü");
        assertThat(List.of(secret, opened, sealed).toString()).doesNotContain("s3cr3t");
        assertThatThrownBy(() -> vault.openSecret(account, sealed, "provider-2"))
                .isInstanceOf(TamperedException.class)
                .hasMessageNotContaining("s3cr3t");
        opened.close();
        assertThat(opened.revealToTheThirdParty()).doesNotContain("s3cr3t");
    }

    @Test
    void aContentKeyIsWipedAndShowsItselfInNoText() throws Exception {
        DecryptionKey key = opened(made(KeySpec.RSA_2048, "a"), "a");
        byte[] content = contentKey(AES_256);
        ContentKey unwrapped = DecryptionKey.unwrap(List.of(key), SHA1, encrypted(content, "a"), AES_256);
        Secrets.assertAbsent(content, unwrapped.toString());
        unwrapped.close();
        assertThat(unwrapped.revealToTheCipher()).containsOnly(0);
    }
}
