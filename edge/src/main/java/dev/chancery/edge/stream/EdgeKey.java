package dev.chancery.edge.stream;

import dev.chancery.pki.Der;
import dev.chancery.pki.Pem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/**
 * A fresh key of the edge itself and the request to have it certified.
 *
 * @param key PKCS#8 PEM
 * @param csr PKCS#10 PEM, signed with the key
 */
record EdgeKey(String key, String csr) {
    /** Makes one: P-256. */
    static EdgeKey make(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            KeyPair pair = generator.generateKeyPair();
            byte[] csr = new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=edge"), pair.getPublic())
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))
                    .getEncoded();
            return new EdgeKey(
                    Pem.encode("PRIVATE KEY", Der.of(pair.getPrivate().getEncoded())),
                    Pem.encode("CERTIFICATE REQUEST", Der.of(csr)));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("every JDK makes P-256 keys", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "EdgeKey[…]";
    }
}
