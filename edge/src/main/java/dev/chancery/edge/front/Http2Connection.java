package dev.chancery.edge.front;

import dev.chancery.edge.belief.Belief;
import dev.chancery.edge.fields.Visitor;
import dev.chancery.edge.origin.StreamObjects;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.util.ReferenceCountUtil;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An HTTP/2 connection: its streams are exchanges of their own, all under one passage (RFC 9113). */
final class Http2Connection extends ChannelInboundHandlerAdapter implements ClientConnection {
    private static final int WINDOW = 256 << 10;
    private static final int CONNECTION_WINDOW = 1 << 20;

    /** Settings, pings and their like that a client may send in a while, none of which belongs to a request. */
    private static final int MOST_FRAMES = 1_000;

    private static final long WHILE_NANOS = 30_000_000_000L;

    private final Passage passage;
    private final Visitor visitor;
    private final Loop loop;
    private final FrontParts parts;
    private final Http2FrameCodec codec;
    private final Set<StreamExchange> exchanges = new HashSet<>();
    private @Nullable ChannelHandlerContext context;
    private boolean leaving;
    private long rested;
    private int frames;
    private long countedSince;

    private Http2Connection(Passage passage, Visitor visitor, Loop loop, FrontParts parts) {
        this.passage = passage;
        this.visitor = visitor;
        this.loop = loop;
        this.parts = parts;
        this.rested = parts.nanos().getAsLong();
        this.countedSince = rested;
        FrontLimits limits = parts.limits();
        this.codec = Http2FrameCodecBuilder.forServer()
                .initialSettings(Http2Settings.defaultSettings()
                        .maxConcurrentStreams(limits.streams())
                        .initialWindowSize(WINDOW)
                        .maxHeaderListSize(limits.headerBytes()))
                .gracefulShutdownTimeoutMillis(limits.patience().toMillis())
                .build();
    }

    /** Lets a channel speak HTTP/2. */
    static void on(Channel channel, Passage passage, Visitor visitor, Loop loop, FrontParts parts) {
        Http2Connection connection = new Http2Connection(passage, visitor, loop, parts);
        channel.pipeline().addLast(connection.codec, new Http2MultiplexHandler(connection.streams()), connection);
    }

    private ChannelHandler streams() {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel stream) {
                stream.pipeline()
                        .addLast(
                                new StreamObjects(true),
                                new StreamExchange(Http2Connection.this, visitor, loop, parts));
            }
        };
    }

    void add(StreamExchange exchange) {
        exchanges.add(exchange);
    }

    void remove(StreamExchange exchange) {
        exchanges.remove(exchange);
        rested = parts.nanos().getAsLong();
        if (leaving && exchanges.isEmpty()) {
            closeGently();
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) throws Exception {
        context = added;
        codec.connection()
                .local()
                .flowController()
                .incrementWindowSize(codec.connection().connectionStream(), CONNECTION_WINDOW);
        added.flush();
        loop.add(this);
        var _ = added.channel().closeFuture().addListener(_ -> loop.remove(this));
    }

    @Override
    public Passage passage() {
        return passage;
    }

    @Override
    public boolean mayStay(Belief belief) {
        return passage.mayStay(belief) && exchanges.stream().allMatch(each -> each.mayStay(belief));
    }

    @Override
    public void cut() {
        for (StreamExchange each : List.copyOf(exchanges)) {
            each.over();
        }
        goAway(Http2Error.NO_ERROR);
        close();
    }

    /** When the client has taken what was written. */
    private void closeGently() {
        @Nullable
        ChannelHandlerContext beforeCodec =
                context == null ? null : context.pipeline().context(codec);
        if (beforeCodec != null) {
            var _ = beforeCodec.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> close());
        }
    }

    /** Past the codec, which would wait for streams that are of no use any more. */
    private void close() {
        if (context != null) {
            @Nullable ChannelHandlerContext beforeCodec = context.pipeline().context(codec);
            var _ = beforeCodec == null ? context.channel().close() : beforeCodec.close();
        }
    }

    private void goAway(Http2Error why) {
        if (context != null) {
            var _ = context.writeAndFlush(new DefaultHttp2GoAwayFrame(why));
        }
    }

    @Override
    public void drain() {
        leaving = true;
        rested = parts.nanos().getAsLong();
        goAway(Http2Error.NO_ERROR);
        if (exchanges.isEmpty()) {
            closeGently();
        }
    }

    @Override
    public void sweep(long now) {
        if (exchanges.isEmpty()) {
            if (leaving && now - rested > parts.limits().stall().toNanos()) {
                close();
            } else if (!leaving && now - rested > parts.limits().idle().toNanos()) {
                drain();
            }
            return;
        }
        for (StreamExchange each : List.copyOf(exchanges)) {
            each.sweep(now);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object message) {
        // Frames of the connection as a whole: the codec has acted on them.
        ReferenceCountUtil.release(message);
        long now = parts.nanos().getAsLong();
        if (now - countedSince > WHILE_NANOS) {
            countedSince = now;
            frames = 0;
        }
        frames++;
        if (frames > MOST_FRAMES) {
            goAway(Http2Error.ENHANCE_YOUR_CALM);
            close();
        }
    }

    /** The codec tells the client what was wrong after it has told us, so it has to come first. */
    @Override
    public void exceptionCaught(ChannelHandlerContext failed, Throwable cause) {
        failed.executor().execute(this::close);
    }
}
