package dev.chancery.edge.origin;

import dev.chancery.edge.origin.OriginCaller.Unreachable;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.util.concurrent.Future;
import java.util.function.LongSupplier;

/** One HTTP/2 connection to an origin, on which each exchange is a stream (RFC 9113). */
final class Http2Origin {
    private final Channel channel;
    private final Http2FrameCodec codec;
    private final LongSupplier nanos;
    private long usedAt;

    Http2Origin(Channel channel, Http2FrameCodec codec, LongSupplier nanos) {
        this.channel = channel;
        this.codec = codec;
        this.nanos = nanos;
        this.usedAt = nanos.getAsLong();
    }

    /** Whether it is open, the origin has not said it will go, and its limit of streams is not reached. */
    boolean takesStreams() {
        return channel.isActive()
                && !codec.connection().goAwayReceived()
                && codec.connection().local().canOpenStream();
    }

    void open(OriginCaller caller) {
        usedAt = nanos.getAsLong();
        Future<Http2StreamChannel> opening = new Http2StreamChannelBootstrap(channel)
                .handler(new ChannelInboundHandlerAdapter())
                .open();
        if (opening.isDone()) {
            opened(opening, caller);
        } else {
            var _ = opening.addListener((Future<Http2StreamChannel> future) -> opened(future, caller));
        }
    }

    private static void opened(Future<Http2StreamChannel> future, OriginCaller caller) {
        if (!future.isSuccess()) {
            caller.unreachable(Unreachable.REFUSED);
            return;
        }
        Http2StreamChannel stream = future.getNow();
        OriginLine line = new OriginLine(stream, null);
        line.lend(caller);
        stream.pipeline().addLast(new StreamObjects(false), line);
        caller.connected(line);
    }

    void sweep(long now, long most) {
        if (codec.connection().numActiveStreams() > 0) {
            usedAt = now;
        } else if (now - usedAt > most) {
            close();
        }
    }

    void close() {
        var _ = channel.close();
    }
}
