package dev.chancery.control.clientcertificates;

import dev.chancery.pki.Der;
import dev.chancery.pki.Pem;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** Requests for keys the installed openssl does not know, signed by the JDK. */
final class PostQuantum {
    private PostQuantum() {}

    static String csr(String algorithm) {
        try {
            KeyPair keys = KeyPairGenerator.getInstance(algorithm, "SUN").generateKeyPair();
            return Pem.encode(
                    "CERTIFICATE REQUEST",
                    Der.of(new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=" + algorithm), keys.getPublic())
                            .build(new JcaContentSignerBuilder(algorithm)
                                    .setProvider("SUN")
                                    .build(keys.getPrivate()))
                            .getEncoded()));
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
