package dev.chancery.edge.front;

import dev.chancery.edge.origin.OriginLine;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.util.function.BooleanSupplier;

/**
 * A WebSocket connection after its handshake: bytes both ways, each end held up by the other. Where it is decided who is let in, the
 * lease is looked at on every read, and so is the end of the token that was shown.
 */
final class Tunnel {
    private final Channel client;
    private final Channel origin;
    private final Passage passage;
    private final FrontParts parts;
    private final BooleanSupplier over;
    private long progress;

    private Tunnel(Channel client, Channel origin, Passage passage, FrontParts parts, BooleanSupplier over) {
        this.client = client;
        this.origin = origin;
        this.passage = passage;
        this.parts = parts;
        this.over = over;
        this.progress = parts.nanos().getAsLong();
    }

    /**
     * Puts both ends' bare bytes through each other. The client's HTTP handlers leave its pipeline.
     *
     * @param over whether the client may not be here any more, from clocks read by that call
     */
    static Tunnel between(
            ChannelHandlerContext exchange, OriginLine to, Passage passage, FrontParts parts, BooleanSupplier over) {
        Channel client = exchange.channel();
        Tunnel tunnel = new Tunnel(client, to.channel(), passage, parts, over);
        client.pipeline().addLast(tunnel.new End(to.channel()));
        to.channel().pipeline().addLast(tunnel.new End(client));
        client.pipeline().remove(exchange.handler());
        client.pipeline().remove(RequestDecoder.class);
        client.pipeline().remove(ResponseEncoder.class);
        to.handOver();
        to.channel().flush();
        to.reading(true);
        var _ = client.config().setAutoRead(true);
        return tunnel;
    }

    /** Ends it if it was silent too long, or its client has to go. */
    void sweep(long now) {
        if (over.getAsBoolean() || now - progress > parts.limits().silence().toNanos()) {
            close();
        }
    }

    void close() {
        var _ = client.close();
        var _ = origin.close();
    }

    /** One end: what it reads goes to the other. */
    private final class End extends ChannelInboundHandlerAdapter {
        private final Channel other;

        End(Channel other) {
            this.other = other;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (!(message instanceof ByteBuf bytes)) {
                // What the codec still had to say of the answer that ended HTTP here.
                ReferenceCountUtil.release(message);
                return;
            }
            if ((passage.guarded() && !parts.lease().holds()) || over.getAsBoolean()) {
                bytes.release();
                close();
                return;
            }
            progress = parts.nanos().getAsLong();
            var _ = other.write(bytes, other.voidPromise());
            if (!other.isWritable()) {
                var _ = context.channel().config().setAutoRead(false);
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            other.flush();
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            var _ = other.config().setAutoRead(context.channel().isWritable());
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            var _ = other.close();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            close();
        }
    }
}
