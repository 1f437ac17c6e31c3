package dev.chancery.edge.tls;

import dev.chancery.edge.belief.Belief;
import dev.chancery.edge.belief.ServedSite;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.AbstractSniHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * The first thing a connection meets: reads the client's hello, finds the site it names, and makes TLS of it. A hello that names
 * none, or one that is not served, gets the alert that says so (RFC 6066 section 3, RFC 8446 section 9.2), never a default
 * certificate.
 */
public final class SniGate extends AbstractSniHandler<SniGate.Found> {
    private static final int MOST_HELLO_BYTES = 64 << 10;
    private static final int UNRECOGNIZED_NAME = 112;
    private static final int MISSING_EXTENSION = 109;
    private static final int INTERNAL_ERROR = 80;

    /** How a hello ended that led to no handshake. */
    public enum Turned {
        /** It named no hostname, or was none. */
        NO_SNI,
        /** It named a hostname that is not served. */
        UNKNOWN_SNI,
        /** The hostname's certificate or key cannot be used. */
        UNUSABLE_CERTIFICATE
    }

    /** The site and its context. */
    record Found(ServedSite site, SslContext context) {}

    /** What the gate is made of, the same for all connections. */
    public record Parts(
            Supplier<Belief> belief,
            ServerContexts contexts,
            Executor maker,
            Duration handshake,
            java.util.function.Consumer<Turned> turned,
            BiFunction<ServedSite, SslHandler, ChannelHandler> next) {}

    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Turned turned;

        Refused(Turned turned) {
            super(turned.name(), null, false, false);
            this.turned = turned;
        }
    }

    private final Parts parts;

    /** A gate for one connection. */
    public SniGate(Parts parts) {
        super(MOST_HELLO_BYTES, parts.handshake().toMillis());
        this.parts = parts;
    }

    @Override
    protected Future<Found> lookup(ChannelHandlerContext context, @Nullable String hostname) {
        if (hostname == null) {
            return context.executor().newFailedFuture(new Refused(Turned.NO_SNI));
        }
        @Nullable ServedSite site = parts.belief().get().sites().find(hostname);
        if (site == null) {
            return context.executor().newFailedFuture(new Refused(Turned.UNKNOWN_SNI));
        }
        @Nullable SslContext ready = parts.contexts().ready(site);
        if (ready != null) {
            return context.executor().newSucceededFuture(new Found(site, ready));
        }
        Promise<Found> promise = context.executor().newPromise();
        parts.maker().execute(() -> make(site, promise));
        return promise;
    }

    private void make(ServedSite site, Promise<Found> promise) {
        try {
            promise.setSuccess(new Found(site, parts.contexts().make(site)));
        } catch (SSLException | RuntimeException e) {
            promise.setFailure(e);
        }
    }

    @Override
    protected void onLookupComplete(ChannelHandlerContext context, @Nullable String hostname, Future<Found> future) {
        if (context.isRemoved()) {
            // The client went while its context was made.
            return;
        }
        if (!future.isSuccess()) {
            Turned turned = future.cause() instanceof Refused refused ? refused.turned : Turned.UNUSABLE_CERTIFICATE;
            parts.turned().accept(turned);
            alert(context, turned);
            return;
        }
        Found found = future.getNow();
        SslHandler tls = found.context().newHandler(context.alloc());
        ServerTls.forbidTickets(tls);
        tls.setHandshakeTimeoutMillis(parts.handshake().toMillis());
        context.pipeline().addAfter(context.name(), "next", parts.next().apply(found.site(), tls));
        context.pipeline().replace(this, "tls", tls);
    }

    /** A fatal alert in the clear, as at this point of a handshake it has to be. */
    private static void alert(ChannelHandlerContext context, Turned turned) {
        int description = switch (turned) {
            case NO_SNI -> MISSING_EXTENSION;
            case UNKNOWN_SNI -> UNRECOGNIZED_NAME;
            case UNUSABLE_CERTIFICATE -> INTERNAL_ERROR;
        };
        ByteBuf record = context.alloc().buffer(7);
        record.writeByte(21).writeShort(0x0303).writeShort(2).writeByte(2).writeByte(description);
        var _ = context.writeAndFlush(record).addListener(ChannelFutureListener.CLOSE);
    }
}
