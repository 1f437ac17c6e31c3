package dev.chancery.edge;

import dev.chancery.pki.Der;
import java.io.IOException;
import java.io.StringReader;
import java.net.Socket;
import java.security.KeyPair;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** One key and the certificates that are shown with it, in their order, whatever the server hints at and whatever they are worth. */
final class OneKey extends X509ExtendedKeyManager {
    private static final String ALIAS = "one";

    private final PrivateKey key;
    private final List<OpaqueCertificate> chain;

    private OneKey(PrivateKey key, List<OpaqueCertificate> chain) {
        this.key = key;
        this.chain = chain;
    }

    /**
     * A key in PEM, and what to show with it, leaf first.
     *
     * @throws IOException if the JDK has no such keys
     */
    static OneKey of(String pem, List<Der> chain) throws IOException {
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            KeyPair pair = new JcaPEMKeyConverter().getKeyPair((PEMKeyPair) parser.readObject());
            return new OneKey(
                    pair.getPrivate(),
                    chain.stream()
                            .map(each -> new OpaqueCertificate(each.toByteArray(), pair.getPublic()))
                            .toList());
        }
    }

    @Override
    public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
        return ALIAS;
    }

    @Override
    public String chooseEngineClientAlias(String[] keyTypes, Principal[] issuers, SSLEngine engine) {
        return ALIAS;
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
        return new String[] {ALIAS};
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return chain.toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return key;
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        return new String[0];
    }

    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        throw new UnsupportedOperationException("a client's key");
    }
}
