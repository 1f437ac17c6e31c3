package dev.chancery.edge.tls;

import dev.chancery.edge.belief.ServerIdentity;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.internal.tcnative.SSL;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** How the edge speaks TLS to clients: BoringSSL, TLS 1.2 and 1.3, a post-quantum group first, no resumption. */
final class ServerTls {
    private static final String[] GROUPS = {"X25519MLKEM768", "X25519", "P-256"};

    private static final List<String> CIPHERS = List.of(
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private ServerTls() {}

    /**
     * A context for a server certificate.
     *
     * @param hints if clients are asked for a certificate, those whose subjects are named to them; else null
     */
    static SslContext context(ServerIdentity identity, X509Certificate @Nullable [] hints) throws SSLException {
        byte[] chain = identity.chain().getBytes(StandardCharsets.US_ASCII);
        try {
            SslContextBuilder builder = SslContextBuilder.forServer(
                            new ByteArrayInputStream(chain), new ByteArrayInputStream(identity.key()))
                    .sslProvider(SslProvider.OPENSSL_REFCNT)
                    .protocols("TLSv1.3", "TLSv1.2")
                    .ciphers(CIPHERS)
                    .option(OpenSslContextOption.GROUPS, GROUPS.clone())
                    .trustManager(new Possession(hints == null ? new X509Certificate[0] : hints))
                    .clientAuth(hints == null ? ClientAuth.NONE : ClientAuth.OPTIONAL)
                    .applicationProtocolConfig(new ApplicationProtocolConfig(
                            ApplicationProtocolConfig.Protocol.ALPN,
                            ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                            ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                            "h2",
                            "http/1.1"));
            SslContext context = builder.build();
            ((OpenSslSessionContext) context.sessionContext()).setSessionCacheEnabled(false);
            return context;
        } catch (IllegalArgumentException e) {
            throw new SSLException("the certificate or the key of " + identity + " cannot be read", e);
        }
    }

    /**
     * Forbids tickets for one connection. A resumed session shows no certificate again, so none may be. Netty allows TLS 1.3
     * tickets anew for each connection it makes, whatever its context says, so this is said to each connection.
     */
    static void forbidTickets(SslHandler handler) {
        SSL.setOptions(((ReferenceCountedOpenSslEngine) handler.engine()).sslPointer(), SSL.SSL_OP_NO_TICKET);
    }
}
