package dev.chancery.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SubjectPublicKeyTest {
    private static final Der DATA = Der.of(new byte[] {1, 2, 3});

    static Stream<Arguments> keysAndAlgorithms() {
        return Stream.of(SignatureAlgorithm.values())
                .filter(SignatureAlgorithm::isSound)
                .map(algorithm -> Arguments.of(algorithm, keysFor(algorithm)));
    }

    private static KeyPair keysFor(SignatureAlgorithm algorithm) {
        return switch (algorithm) {
            case MD5_WITH_RSA,
                    SHA1_WITH_RSA,
                    SHA256_WITH_RSA,
                    SHA384_WITH_RSA,
                    SHA512_WITH_RSA,
                    SHA256_WITH_RSA_PSS,
                    SHA384_WITH_RSA_PSS,
                    SHA512_WITH_RSA_PSS -> TestKeys.rsa(2048, "leaf");
            case ECDSA_WITH_SHA1, ECDSA_WITH_SHA256, ECDSA_WITH_SHA384, ECDSA_WITH_SHA512 -> TestKeys.p256("leaf");
            case ED25519 -> TestKeys.ed25519("leaf");
            case ML_DSA_44 -> TestKeys.mlDsa(44, "leaf");
            case ML_DSA_65 -> TestKeys.mlDsa(65, "leaf");
            case ML_DSA_87 -> TestKeys.mlDsa(87, "leaf");
        };
    }

    @ParameterizedTest
    @MethodSource("keysAndAlgorithms")
    void verifiesExactlyWhatWasSigned(SignatureAlgorithm algorithm, KeyPair keys) {
        SubjectPublicKey key = SubjectPublicKey.of(keys.getPublic());
        byte[] signature = TestKeys.sign(keys, algorithm, DATA);
        assertThat(key.verify(algorithm, DATA, Der.of(signature))).isTrue();
        assertThat(key.verify(algorithm, Der.of(new byte[3]), Der.of(signature)))
                .isFalse();
        assertThat(key.verify(algorithm, DATA, Der.of(new byte[signature.length])))
                .isFalse();
        assertThat(key.verify(algorithm, DATA, Der.of(new byte[0]))).isFalse();
        assertThat(key.verify(algorithm, DATA, Der.of(signature))).isTrue();
    }

    @Test
    void refusesAlgorithmsOfOtherKeys() {
        SubjectPublicKey key = SubjectPublicKey.of(TestKeys.p256("leaf").getPublic());
        byte[] signature = TestKeys.sign(TestKeys.p256("leaf"), SignatureAlgorithm.ECDSA_WITH_SHA256, DATA);
        assertThat(key.verify(SignatureAlgorithm.SHA256_WITH_RSA, DATA, Der.of(signature)))
                .isFalse();
        assertThat(key.verify(SignatureAlgorithm.ML_DSA_65, DATA, Der.of(signature)))
                .isFalse();
    }

    @Test
    void survivesAKeyNoProviderTakesAndStillVerifiesTheNext() throws Exception {
        byte[] spki = TestKeys.p256("leaf").getPublic().getEncoded();
        spki[spki.length - 1] ^= 1;
        SubjectPublicKey odd = SubjectPublicKey.parse(Der.of(spki));
        SubjectPublicKey good = SubjectPublicKey.of(TestKeys.p256("leaf").getPublic());
        Der signature = Der.of(TestKeys.sign(TestKeys.p256("leaf"), SignatureAlgorithm.ECDSA_WITH_SHA256, DATA));
        for (int i = 0; i < 5; i++) {
            assertThat(odd.verify(SignatureAlgorithm.ECDSA_WITH_SHA256, DATA, signature))
                    .isFalse();
            assertThat(good.verify(SignatureAlgorithm.ECDSA_WITH_SHA256, DATA, signature))
                    .isTrue();
        }
    }

    @Test
    void verifiesFromManyVirtualThreadsAtOnce() throws Exception {
        SubjectPublicKey key = SubjectPublicKey.of(TestKeys.p256("leaf").getPublic());
        Der right = Der.of(TestKeys.sign(TestKeys.p256("leaf"), SignatureAlgorithm.ECDSA_WITH_SHA256, DATA));
        Der wrong = Der.of(TestKeys.sign(TestKeys.p256("other"), SignatureAlgorithm.ECDSA_WITH_SHA256, DATA));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> work = IntStream.range(0, 200)
                    .<Callable<Boolean>>mapToObj(i ->
                            () -> key.verify(SignatureAlgorithm.ECDSA_WITH_SHA256, DATA, i % 2 == 0 ? right : wrong))
                    .toList();
            List<Future<Boolean>> verdicts = threads.invokeAll(work);
            for (int i = 0; i < verdicts.size(); i++) {
                assertThat(verdicts.get(i).get()).isEqualTo(i % 2 == 0);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("keysAndAlgorithms")
    void identifiesKeysAsBouncyCastleDoes(SignatureAlgorithm algorithm, KeyPair keys) throws Exception {
        SubjectPublicKey key = SubjectPublicKey.of(keys.getPublic());
        byte[] theirs = new JcaX509ExtensionUtils()
                .createSubjectKeyIdentifier(
                        SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()))
                .getKeyIdentifier();
        assertThat(key.keyIdentifier()).isEqualTo(Der.of(theirs));
        assertThat(algorithm.fits(key.algorithm())).isTrue();
    }
}
