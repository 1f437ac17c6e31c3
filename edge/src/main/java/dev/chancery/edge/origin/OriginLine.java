package dev.chancery.edge.origin;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * One exchange's way to an origin: an HTTP/1.1 connection, lent for the time of the exchange, or a stream of an HTTP/2
 * connection. Used on its event loop only.
 */
public final class OriginLine extends ChannelInboundHandlerAdapter {
    private final Channel channel;
    private final @Nullable Shelf shelf;
    private @Nullable OriginCaller caller;
    private @Nullable HttpRequest head;
    private boolean used;
    private boolean interim;
    private boolean refused;
    private long shelvedAt;

    /**
     * @param shelf where an HTTP/1.1 connection lies between exchanges; null for a stream, which has but one
     */
    OriginLine(Channel channel, @Nullable Shelf shelf) {
        this.channel = channel;
        this.shelf = shelf;
    }

    /** The connection or stream. */
    public Channel channel() {
        return channel;
    }

    /** Whether this is a stream of an HTTP/2 connection. */
    public boolean isStream() {
        return shelf == null;
    }

    /** Whether an exchange was made on it before, so that the origin may just have closed it. */
    public boolean used() {
        return used;
    }

    long shelvedAt() {
        return shelvedAt;
    }

    void lend(OriginCaller to) {
        caller = to;
    }

    /** Writes a part of the request. */
    public void send(HttpObject part) {
        @Nullable HttpRequest held = head;
        head = null;
        if (part instanceof HttpRequest request) {
            head = request;
        } else if (held != null && part.equals(LastHttpContent.EMPTY_LAST_CONTENT)) {
            write(whole(held));
        } else {
            if (held != null) {
                write(held);
            }
            write(part);
        }
    }

    /** Sends what was written. */
    public void flush() {
        @Nullable HttpRequest held = head;
        if (held != null) {
            head = null;
            write(held);
        }
        channel.flush();
    }

    /** A head and the end that follows it are one buffer for the system, and one frame for HTTP/2, where they go out as one. */
    private static FullHttpRequest whole(HttpRequest head) {
        return new DefaultFullHttpRequest(
                head.protocolVersion(),
                head.method(),
                head.uri(),
                Unpooled.EMPTY_BUFFER,
                head.headers(),
                EmptyHttpHeaders.INSTANCE);
    }

    private void write(HttpObject part) {
        var _ = channel.write(part, channel.voidPromise());
    }

    /** Whether the origin takes more, or should be left alone until {@link OriginCaller#takesMore()}. */
    public boolean canTake() {
        return channel.isWritable();
    }

    /** Reads on, or not, until told otherwise. */
    public void reading(boolean on) {
        var _ = channel.config().setAutoRead(on);
    }

    /**
     * Ends the exchange. The line is of no use to the caller any more.
     *
     * @param clean whether request and answer went through completely and the origin keeps the connection
     */
    public void release(boolean clean, long now) {
        caller = null;
        head = null;
        if (shelf == null) {
            var _ = channel.close();
        } else if (clean && channel.isActive()) {
            used = true;
            shelvedAt = now;
            reading(true);
            shelf.put(this);
        } else {
            var _ = channel.close();
        }
    }

    /** Hands the bare connection over: after a 101 it speaks another protocol. This handler leaves it. */
    public void handOver() {
        caller = null;
        // In this order: bytes that came with the 101 leave the codec for whoever stands behind it.
        channel.pipeline().remove(this);
        channel.pipeline().remove(OriginPipelines.CODEC);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        @Nullable OriginCaller to = caller;
        if (to == null || !(message instanceof HttpObject object)) {
            // An answer nobody asked for: what follows cannot be told apart from the next exchange's.
            ReferenceCountUtil.release(message);
            var _ = context.close();
            return;
        }
        if (object.decoderResult().isFailure()) {
            ReferenceCountUtil.release(message);
            caller = null;
            var _ = context.close();
            to.lost(OriginCaller.Loss.UNREADABLE);
            return;
        }
        if (object instanceof HttpResponse response) {
            interim = isInterim(response);
            to.head(response);
        } else if (object instanceof HttpContent content) {
            if (interim) {
                // The codec ends an interim answer as it ends a final one.
                interim = false;
                content.release();
            } else {
                to.body(content);
            }
        }
    }

    private static boolean isInterim(HttpResponse response) {
        return response.status().codeClass() == HttpStatusClass.INFORMATIONAL
                && response.status().code() != HttpResponseStatus.SWITCHING_PROTOCOLS.code();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        @Nullable OriginCaller to = caller;
        if (to != null) {
            to.rested();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        @Nullable OriginCaller to = caller;
        if (to != null && channel.isWritable()) {
            to.takesMore();
        }
    }

    /** By a reset, or because it goes and this stream is above the last it took (RFC 9113 section 6.8). */
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        refused |= event instanceof Http2GoAwayFrame
                || (event instanceof Http2ResetFrame reset && reset.errorCode() == Http2Error.REFUSED_STREAM.code());
        context.fireUserEventTriggered(event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        gone();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var _ = context.close();
        gone();
    }

    private void gone() {
        if (shelf != null) {
            shelf.forget(this);
        }
        @Nullable OriginCaller to = caller;
        caller = null;
        if (to != null) {
            to.lost(refused ? OriginCaller.Loss.REFUSED : OriginCaller.Loss.BROKEN);
        }
    }
}
