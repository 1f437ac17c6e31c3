package dev.chancery.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chancery.pki.Certificate;
import dev.chancery.pki.CertificateRequest;
import dev.chancery.pki.Der;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of key a client may have, under both kinds of managed CA and with both providers. */
class LeafKeysTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it before each test
    private Path folder;

    private static final List<String> KINDS = List.of(
            "-newkey rsa:2048",
            "-newkey rsa:3072 -sha384",
            "-newkey ec -pkeyopt ec_paramgen_curve:P-256",
            "-newkey ec -pkeyopt ec_paramgen_curve:P-384 -sha384",
            "-newkey ec -pkeyopt ec_paramgen_curve:P-521 -sha512",
            "-newkey ed25519");

    @ParameterizedTest
    @CsvSource({"CORRETTO, P_256", "CORRETTO, RSA_2048", "JDK, P_256", "JDK, RSA_2048"})
    void issuesForEveryKindThatOpensslMakes(Crypto crypto, KeySpec spec) throws Exception {
        crypto.install();
        TestCa ca = new TestCa(folder, spec);
        Issuer issuer = ca.issuer();
        for (String kind : KINDS) {
            CertificateRequest csr = ca.request("/CN=client", kind.split(" "));

            Certificate leaf =
                    issuer.issue(issuer.prepare(new LeafRequest(csr, 90))).certificate();

            ca.openssl.write("leaf.pem", leaf.toPem());
            assertThat(ca.openssl.run(
                            "verify",
                            "-x509_strict",
                            "-purpose",
                            "sslclient",
                            "-CAfile",
                            "root.pem",
                            "-untrusted",
                            "issuing.pem",
                            "leaf.pem"))
                    .as(kind)
                    .isEqualTo("leaf.pem: OK\n");
        }
    }

    @ParameterizedTest
    @CsvSource({"CORRETTO, ML-DSA-44", "CORRETTO, ML-DSA-65", "CORRETTO, ML-DSA-87", "JDK, ML-DSA-44", "JDK, ML-DSA-87"
    })
    void issuesForMlDsaOnlyWhenThePolicyAllowsIt(Crypto crypto, String set) throws Exception {
        crypto.install();
        TestCa ca = new TestCa(folder, KeySpec.P_256);
        KeyPair pair = KeyPairGenerator.getInstance(set, "SUN").generateKeyPair();
        CertificateRequest csr = CertificateRequest.parse(Der.of(new JcaPKCS10CertificationRequestBuilder(
                        new X500Name("CN=after"), pair.getPublic())
                .build(new JcaContentSignerBuilder(set).setProvider("SUN").build(pair.getPrivate()))
                .getEncoded()));
        LeafProfile profile = LeafProfile.standard(TestCa.URLS);

        assertThatThrownBy(() -> ca.issuer(profile).prepare(new LeafRequest(csr, 30)))
                .isInstanceOf(IssuanceRefused.class)
                .hasMessageContaining("Keys of algorithm " + set + " are not allowed");

        Issuer issuer = ca.issuer(profile.withMlDsa(true));
        Certificate leaf =
                issuer.issue(issuer.prepare(new LeafRequest(csr, 30))).certificate();
        assertThat(leaf.verifySignedBy(ca.ca.issuing())).isTrue();
        assertThat(leaf.publicKey()).isEqualTo(csr.publicKey());
    }
}
