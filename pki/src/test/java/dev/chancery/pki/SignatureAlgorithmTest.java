package dev.chancery.pki;

import static org.assertj.core.api.Assertions.assertThat;

import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SignatureAlgorithmTest {
    @ParameterizedTest
    @CsvSource({
        "SHA1_WITH_RSA, SHA1withRSA, SHA1WithRSA",
        "SHA256_WITH_RSA, SHA256withRSA, SHA256WithRSA",
        "SHA384_WITH_RSA, SHA384withRSA, SHA384WithRSA",
        "SHA512_WITH_RSA, SHA512withRSA, SHA512WithRSA",
        "SHA256_WITH_RSA_PSS, SHA256withRSAandMGF1, SHA256WithRSAPSS",
        "SHA384_WITH_RSA_PSS, SHA384withRSAandMGF1, SHA384WithRSAPSS",
        "SHA512_WITH_RSA_PSS, SHA512withRSAandMGF1, SHA512WithRSAPSS",
        "ECDSA_WITH_SHA1, SHA1withECDSA, ECDSAWithSHA1",
        "ECDSA_WITH_SHA256, SHA256withECDSA, ECDSAWithSHA256",
        "ECDSA_WITH_SHA384, SHA384withECDSA, ECDSAWithSHA384",
        "ECDSA_WITH_SHA512, SHA512withECDSA, ECDSAWithSHA512",
        "ED25519, Ed25519, Ed25519",
        "ML_DSA_44, ML-DSA-44, ML-DSA-44",
        "ML_DSA_65, ML-DSA-65, ML-DSA-65",
        "ML_DSA_87, ML-DSA-87, ML-DSA-87"
    })
    void isEncodedAsBouncyCastleEncodesItAndNamedAsTheApiNamesIt(
            SignatureAlgorithm algorithm, String theirName, String apiName) throws Exception {
        Der theirs = Der.of(
                new DefaultSignatureAlgorithmIdentifierFinder().find(theirName).getEncoded("DER"));
        assertThat(SignatureAlgorithm.parse(theirs)).contains(algorithm);
        if (!apiName.endsWith("PSS")) {
            assertThat(algorithm.identifier()).isEqualTo(theirs);
        }
        assertThat(algorithm.apiName()).isEqualTo(apiName);
    }

    @ParameterizedTest
    @EnumSource
    void readsWhatItWrites(SignatureAlgorithm algorithm) throws DerException {
        assertThat(SignatureAlgorithm.parse(algorithm.identifier())).contains(algorithm);
    }

    @Test
    void knowsNoPssOfOtherShapes() throws DerException {
        byte[] sha256 = DerWriter.sequence(Oids.SHA256.encoded());
        byte[] sha512 = DerWriter.sequence(Oids.SHA512.encoded());
        byte[] mgf = DerWriter.sequence(Oids.MGF1.encoded(), sha512);
        byte[] mixed = DerWriter.sequence(
                DerWriter.tlv(DerWriter.constructed(0), sha256), DerWriter.tlv(DerWriter.constructed(1), mgf));
        for (byte[] parameters : new byte[][] {mixed, DerWriter.sequence(), DerWriter.nullValue()}) {
            assertThat(SignatureAlgorithm.parse(Der.of(DerWriter.sequence(Oids.RSASSA_PSS.encoded(), parameters))))
                    .isEmpty();
        }
    }

    @Test
    void allowsOnUploadedCasExactlyTheEightDocumentedOnes() {
        assertThat(SignatureAlgorithm.namesOf(SignatureAlgorithm.allowedOnUploadedCa()))
                .isEqualTo("SHA1WithRSA, SHA256WithRSA, SHA384WithRSA, SHA512WithRSA, ECDSAWithSHA1, ECDSAWithSHA256,"
                        + " ECDSAWithSHA384, ECDSAWithSHA512");
    }
}
