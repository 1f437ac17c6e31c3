package dev.chancery.edge.stream;

import dev.chancery.pki.Certificate;
import dev.chancery.pki.Der;
import dev.chancery.pki.DerException;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Knows control at the first meeting by the fingerprint of its CA, which the join token carries: the last certificate of the chain
 * is that CA, and it signed the first. The name is not looked at, because the fingerprint says more.
 */
final class FirstMeeting extends X509ExtendedTrustManager {
    private final String fingerprint;

    FirstMeeting(String fingerprint) {
        this.fingerprint = fingerprint;
    }

    private void check(X509Certificate[] chain) throws CertificateException {
        try {
            Certificate leaf = Certificate.parse(Der.of(chain[0].getEncoded()));
            Certificate root = Certificate.parse(Der.of(chain[chain.length - 1].getEncoded()));
            if (!root.fingerprintSha256().equals(fingerprint)) {
                throw new CertificateException("control is certified by another CA than the join token names");
            }
            if (!leaf.verifySignedBy(root)) {
                throw new CertificateException("control's certificate is not signed by its CA");
            }
        } catch (DerException e) {
            throw new CertificateException("control's certificate cannot be read", e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("an edge is no server to control");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw new CertificateException("an edge is no server to control");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        throw new CertificateException("an edge is no server to control");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
