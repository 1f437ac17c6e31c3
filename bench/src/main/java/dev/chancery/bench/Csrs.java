package dev.chancery.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** P-256 certificate requests, each with a key of its own, made before anything is measured. */
public final class Csrs {

    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

    private Csrs() {}

    /** Returns that many distinct requests as PEM with LF line ends. */
    public static List<String> make(int count) throws IOException {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            List<String> requests = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                requests.add(request("CN=client-%05d, O=Example, C=US".formatted(i), generator.generateKeyPair()));
            }
            return requests;
        } catch (GeneralSecurityException | OperatorCreationException cause) {
            throw new IllegalStateException("this JDK makes no P-256 request", cause);
        }
    }

    /** Returns the body that asks for a certificate of 365 days for this request. */
    public static String creation(String csr) {
        return "{\"csr\":\"" + csr.replace("\n", "\\n") + "\",\"validity_days\":365}";
    }

    private static String request(String subject, KeyPair keys) throws OperatorCreationException, IOException {
        byte[] der = new JcaPKCS10CertificationRequestBuilder(new X500Principal(subject), keys.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))
                .getEncoded();
        return "-----BEGIN CERTIFICATE REQUEST-----\n" + LINES.encodeToString(der)
                + "\n-----END CERTIFICATE REQUEST-----\n";
    }
}
