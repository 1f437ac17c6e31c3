package dev.chancery.bench.convergence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/**
 * A client: its certificate, its key, and TLS with both.
 *
 * @param number the certificate's number in this run
 * @param id the certificate's id
 */
record Identity(int number, String id, SSLContext tls) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * Has a certificate issued.
     *
     * @param issuing the certificate of the CA that issues it, PEM
     */
    static Identity issue(Api api, String zone, int number, String issuing) throws IOException {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair keys = generator.generateKeyPair();
            String csr = Pem.of(
                    "CERTIFICATE REQUEST",
                    new JcaPKCS10CertificationRequestBuilder(
                                    new X500Principal("CN=client-%d".formatted(number)), keys.getPublic())
                            .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))
                            .getEncoded());
            JsonNode made = api.ask(
                    0,
                    "POST",
                    "/zones/" + zone + "/client_certificates",
                    JSON.writeValueAsString(Map.of("csr", csr, "validity_days", 30)));
            Certificate[] chain = {
                certificate(made.path("certificate").asText()), certificate(issuing),
            };
            return new Identity(number, made.path("id").asText(), tls(keys, chain));
        } catch (GeneralSecurityException | OperatorCreationException cause) {
            throw new IllegalStateException("this JDK makes no client of TLS", cause);
        }
    }

    private static Certificate certificate(String pem) throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    }

    private static SSLContext tls(KeyPair keys, Certificate[] chain) throws GeneralSecurityException, IOException {
        char[] none = {};
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, none);
        store.setKeyEntry("client", keys.getPrivate(), none, chain);
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, none);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(factory.getKeyManagers(), new TrustManager[] {new Anyone()}, null);
        return tls;
    }

    /** This campaign asks whom edges let in; whom edges show themselves as is tested elsewhere. */
    private static final class Anyone extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
