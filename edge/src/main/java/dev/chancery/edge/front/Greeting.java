package dev.chancery.edge.front;

import dev.chancery.edge.belief.ClientChain;
import dev.chancery.edge.belief.ServedSite;
import dev.chancery.edge.fields.Visitor;
import dev.chancery.pki.Der;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** What follows a completed handshake: takes note of what the client showed, and lets it speak the protocol it chose. */
public final class Greeting extends ApplicationProtocolNegotiationHandler {
    private final ServedSite site;
    private final SslHandler tls;
    private final Loop loop;
    private final FrontParts parts;

    public Greeting(ServedSite site, SslHandler tls, Loop loop, FrontParts parts) {
        super(ApplicationProtocolNames.HTTP_1_1);
        this.site = site;
        this.tls = tls;
        this.loop = loop;
        this.parts = parts;
    }

    @Override
    protected void configurePipeline(ChannelHandlerContext context, String protocol)
            throws SSLPeerUnverifiedException, CertificateEncodingException {
        parts.meters().handshake(true);
        Channel channel = context.channel();
        Passage passage = new Passage(site.hostname(), site.asks() ? shown() : null, parts);
        Visitor visitor = Visitor.at(((InetSocketAddress) channel.remoteAddress()).getAddress());
        if (protocol.equals(ApplicationProtocolNames.HTTP_2)) {
            Http2Connection.on(channel, passage, visitor, loop, parts);
        } else {
            ResponseEncoder encoder = new ResponseEncoder();
            Http1Exchange exchange = new Http1Exchange(passage, visitor, loop, parts, encoder);
            channel.pipeline().addLast(new RequestDecoder(parts.limits(), exchange::arrived), encoder, exchange);
        }
    }

    private @Nullable ClientChain shown() throws SSLPeerUnverifiedException, CertificateEncodingException {
        if (!hasShown()) {
            return null;
        }
        Certificate[] certificates = tls.engine().getSession().getPeerCertificates();
        List<Der> chain = new ArrayList<>(certificates.length);
        for (Certificate each : certificates) {
            chain.add(Der.of(each.getEncoded()));
        }
        return new ClientChain(chain);
    }

    private boolean hasShown() {
        return tls.engine().getSession() instanceof io.netty.handler.ssl.OpenSslSession session
                && session.hasPeerCertificates();
    }

    @Override
    protected void handshakeFailure(ChannelHandlerContext context, Throwable cause) {
        parts.meters().handshake(false);
        var _ = context.close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var _ = context.close();
    }
}
