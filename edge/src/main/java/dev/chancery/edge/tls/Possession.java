package dev.chancery.edge.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Lets every chain through the handshake. BoringSSL has by then checked the signature that proves the leaf's key is the
 * client's; who the client is and whether it is admitted is judged outside, on every request (DESIGN 4.4).
 */
final class Possession extends X509ExtendedTrustManager {
    private final X509Certificate[] hints;

    /**
     * @param hints whose subjects are named to the client as acceptable issuers
     */
    Possession(X509Certificate... hints) {
        this.hints = hints.clone();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw neverAClient();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw neverAClient();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw neverAClient();
    }

    private static CertificateException neverAClient() {
        return new CertificateException("no server is trusted by what lets clients in");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return hints.clone();
    }
}
