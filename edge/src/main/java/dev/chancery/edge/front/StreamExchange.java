package dev.chancery.edge.front;

import dev.chancery.edge.fields.Visitor;
import dev.chancery.edge.origin.OriginLine;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.util.ReferenceCountUtil;

/** One stream of an HTTP/2 connection: one exchange (RFC 9113 section 8). */
final class StreamExchange extends Exchange {
    private final Http2Connection connection;
    private long discarded;

    StreamExchange(Http2Connection connection, Visitor visitor, Loop loop, FrontParts parts) {
        super(connection.passage(), visitor, loop, parts, "2.0");
        this.connection = connection;
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object message) {
        switch (message) {
            case HttpRequest request -> begin(request);
            case HttpContent part -> part(part);
            default -> ReferenceCountUtil.release(message);
        }
    }

    /** Of a request that is answered already only so much is read before its stream is reset (RFC 9113 section 8.1). */
    private void part(HttpContent part) {
        discarded += phase == Phase.ANSWERED ? part.content().readableBytes() : 0;
        content(part);
        if (discarded > MOST_DISCARDED) {
            discarded = 0;
            end(Http2Error.NO_ERROR);
        }
    }

    @Override
    void frame(HttpResponse response, boolean local) {
        // HTTP/2 frames by itself; the codec drops what only HTTP/1.1 needs.
    }

    @Override
    void finished() {
        // If the client still sends, the rest is read and thrown away; a reset now would overtake the answer.
    }

    @Override
    void sweep(long now) {
        look(now);
        if (phase == Phase.ANSWERED && now - progress > parts.limits().stall().toNanos()) {
            // Either the client does not end its request, or it does not take its answer.
            end(requestDone ? Http2Error.CANCEL : Http2Error.NO_ERROR);
        } else {
            super.sweep(now);
        }
    }

    @Override
    void breakOff() {
        over();
        end(Http2Error.INTERNAL_ERROR);
    }

    private void end(Http2Error error) {
        var _ = context().channel().writeAndFlush(new DefaultHttp2ResetFrame(error));
    }

    @Override
    void cut() {
        over();
        connection.cut();
    }

    @Override
    void upgrade(OriginLine to, HttpResponse response) {
        // HTTP/2 has no Upgrade (RFC 9113 section 8.6): nothing asked for it.
        to.release(false, 0);
        breakOff();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        super.handlerAdded(added);
        connection.add(this);
        var _ = added.channel().closeFuture().addListener(_ -> connection.remove(this));
    }
}
