package dev.chancery.edge.origin;

import dev.chancery.edge.belief.Origin;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** TLS towards origins: the certificate must be valid for the origin's name, under the JDK's CAs or the origin's own. */
public final class OriginTls {
    private record Key(String authorities, boolean http2) {}

    private final Map<Key, SslContext> contexts = new ConcurrentHashMap<>();

    /**
     * A handler for one connection.
     *
     * @param http2 whether HTTP/2 is offered
     * @throws SSLException if the origin's own CAs cannot be read
     */
    SslHandler handler(Origin origin, boolean http2, ByteBufAllocator allocator) throws SSLException {
        Key key = new Key(origin.authorities(), http2);
        @Nullable SslContext context = contexts.get(key);
        if (context == null) {
            context = context(key);
            contexts.put(key, context);
        }
        return context.newHandler(allocator, origin.host(), origin.port());
    }

    private static SslContext context(Key key) throws SSLException {
        SslContextBuilder builder = SslContextBuilder.forClient()
                .sslProvider(SslProvider.OPENSSL)
                .protocols("TLSv1.3", "TLSv1.2")
                .endpointIdentificationAlgorithm("HTTPS");
        try {
            if (!key.authorities().isEmpty()) {
                builder.trustManager(new ByteArrayInputStream(key.authorities().getBytes(StandardCharsets.US_ASCII)));
            }
        } catch (IllegalArgumentException e) {
            throw new SSLException("the origin's CAs cannot be read", e);
        }
        return builder.applicationProtocolConfig(new ApplicationProtocolConfig(
                        ApplicationProtocolConfig.Protocol.ALPN,
                        ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                        ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                        key.http2() ? new String[] {"h2", "http/1.1"} : new String[] {"http/1.1"}))
                .build();
    }
}
