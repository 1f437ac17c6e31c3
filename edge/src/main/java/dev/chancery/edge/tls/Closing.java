package dev.chancery.edge.tls;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection whose TLS fails, or whose other side has said its last word of TLS; what stands behind hears of it by that.
 * Nothing more could be said to the other side: BoringSSL as Netty drives it answers a close_notify with its own, so a half-closed
 * connection is one that nobody waits on (RFC 9112 section 9.6).
 */
public class Closing extends ChannelInboundHandlerAdapter {
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslCloseCompletionEvent && otherSideIsDone(context)) {
            var _ = context.close();
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    /** The event comes, too, at the first read after this side alone has said its last word. */
    private static boolean otherSideIsDone(ChannelHandlerContext context) {
        @Nullable SslHandler tls = context.pipeline().get(SslHandler.class);
        return tls != null && tls.engine().isInboundDone();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var _ = context.close();
    }
}
