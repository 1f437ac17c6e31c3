package dev.chancery.edge.tls;

import dev.chancery.edge.belief.ClientCas;
import dev.chancery.edge.belief.ServedSite;
import dev.chancery.edge.belief.ServedSites;
import dev.chancery.edge.belief.ServerIdentity;
import dev.chancery.pki.Certificate;
import io.netty.handler.ssl.SslContext;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * The TLS contexts of the hostnames served: made when first needed, shared by all hostnames with the same server certificate
 * and the same client CAs.
 */
public final class ServerContexts implements AutoCloseable {
    /** Names of issuers a client is told at most, in bytes: beyond that a hint is a burden, and none is given. */
    private static final int MOST_HINT_BYTES = 16 << 10;

    private record Key(ServerIdentity identity, @Nullable ClientCas asked) {
        static Key of(ServedSite site) {
            return new Key(site.identity(), site.asked());
        }
    }

    private final Map<Key, SslContext> made = new ConcurrentHashMap<>();

    /** The context of a site if it is made already. */
    @Nullable
    SslContext ready(ServedSite site) {
        return made.get(Key.of(site));
    }

    /**
     * The context of a site, made now if need be, which takes some milliseconds.
     *
     * @throws SSLException if the certificate and the key are none or do not belong together
     */
    SslContext make(ServedSite site) throws SSLException {
        Key key = Key.of(site);
        @Nullable SslContext before = made.get(key);
        if (before != null) {
            return before;
        }
        SslContext fresh = ServerTls.context(site.identity(), key.asked() == null ? null : hints(key.asked()));
        @Nullable SslContext raced = made.putIfAbsent(key, fresh);
        if (raced != null) {
            ReferenceCountUtil.release(fresh);
            return raced;
        }
        return fresh;
    }

    /**
     * Takes the contexts out that no site of the table uses. What is returned may still be in the hands of a thread that looked
     * it up before; it may be released once every event loop has run a task put to it afterwards. Connections keep their own
     * reference.
     */
    public List<SslContext> retire(ServedSites sites) {
        Set<Key> used = new HashSet<>();
        sites.all().forEach(site -> used.add(Key.of(site)));
        List<SslContext> retired = new ArrayList<>();
        for (Key key : List.copyOf(made.keySet())) {
            if (!used.contains(key)) {
                @Nullable SslContext context = made.remove(key);
                if (context != null) {
                    retired.add(context);
                }
            }
        }
        return retired;
    }

    /** Releases all; no handshake may begin any more. */
    @Override
    public void close() {
        made.values().forEach(ReferenceCountUtil::release);
        made.clear();
    }

    private static X509Certificate[] hints(ClientCas asked) {
        int names = 0;
        List<X509Certificate> certificates = new ArrayList<>();
        for (Certificate each : asked.hints()) {
            Optional<X509Certificate> read = read(each);
            names += read.map(
                            certificate -> certificate.getSubjectX500Principal().getEncoded().length)
                    .orElse(0);
            read.ifPresent(certificates::add);
        }
        return names > MOST_HINT_BYTES ? new X509Certificate[0] : certificates.toArray(X509Certificate[]::new);
    }

    /** Empty where the JDK cannot read it: such a CA is not hinted at, and its clients may still send what they have. */
    private static Optional<X509Certificate> read(Certificate certificate) {
        byte[] pem = certificate.toPem().getBytes(StandardCharsets.US_ASCII);
        try {
            return Optional.of((X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem)));
        } catch (CertificateException _) {
            return Optional.empty();
        }
    }
}
