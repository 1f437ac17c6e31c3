package dev.chancery.edge.origin;

import dev.chancery.edge.belief.Origin;
import dev.chancery.edge.origin.OriginCaller.Unreachable;
import dev.chancery.edge.tls.Closing;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connections of one event loop to one origin. */
final class OriginPool implements Shelf {
    private static final Logger LOG = LoggerFactory.getLogger(OriginPool.class);

    private final Origin origin;
    private final EventLoop loop;
    private final Origins.Parts parts;
    private final Deque<OriginLine> idle = new ArrayDeque<>();
    private final List<Http2Origin> multiplexed = new ArrayList<>(1);
    private int open;

    OriginPool(Origin origin, EventLoop loop, Origins.Parts parts) {
        this.origin = origin;
        this.loop = loop;
        this.parts = parts;
    }

    void call(boolean http1, OriginCaller caller) {
        if (!http1) {
            for (Http2Origin each : multiplexed) {
                if (each.takesStreams()) {
                    each.open(caller);
                    return;
                }
            }
        }
        for (OriginLine line = idle.pollLast(); line != null; line = idle.pollLast()) {
            if (line.channel().isActive()) {
                line.lend(caller);
                caller.connected(line);
                return;
            }
        }
        connect(http1, caller);
    }

    void connect(boolean http1, OriginCaller caller) {
        if (open >= parts.limits().connections()) {
            caller.unreachable(Unreachable.BUSY);
            return;
        }
        open++;
        var _ = new Bootstrap()
                .group(loop)
                .channel(EpollSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        parts.limits().connect().toMillis())
                .resolver(parts.resolver())
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) throws SSLException {
                        prepare(channel, http1);
                    }
                })
                .connect(origin.host(), origin.port())
                .addListener((io.netty.channel.ChannelFuture future) -> {
                    if (!future.isSuccess()) {
                        open--;
                        caller.unreachable(why(future.cause()));
                        return;
                    }
                    var _ = future.channel().closeFuture().addListener(_ -> open--);
                    secured(future.channel(), caller);
                });
    }

    private void prepare(Channel channel, boolean http1) throws SSLException {
        if (origin.tls()) {
            SslHandler tls = parts.tls().handler(origin, !http1, channel.alloc());
            tls.setHandshakeTimeoutMillis(parts.limits().connect().toMillis());
            channel.pipeline().addLast(tls, new Closing());
        }
    }

    private void secured(Channel channel, OriginCaller caller) {
        @Nullable SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls == null) {
            speakHttp1(channel, caller);
            return;
        }
        var _ = tls.handshakeFuture().addListener(future -> {
            if (!future.isSuccess()) {
                var _ = channel.close();
                caller.unreachable(why(future.cause()));
            } else if (ApplicationProtocolNames.HTTP_2.equals(tls.applicationProtocol())) {
                speakHttp2(channel, caller);
            } else {
                speakHttp1(channel, caller);
            }
        });
    }

    private void speakHttp1(Channel channel, OriginCaller caller) {
        OriginLine line = OriginPipelines.http1(channel, this, parts.limits());
        line.lend(caller);
        caller.connected(line);
    }

    private void speakHttp2(Channel channel, OriginCaller caller) {
        Http2Origin fresh = new Http2Origin(channel, OriginPipelines.http2(channel, parts.limits()), parts.nanos());
        multiplexed.add(fresh);
        var _ = channel.closeFuture().addListener(_ -> multiplexed.remove(fresh));
        fresh.open(caller);
    }

    private Unreachable why(@Nullable Throwable cause) {
        LOG.atInfo()
                .addKeyValue("origin", origin.host() + ":" + origin.port())
                .addKeyValue("cause", String.valueOf(cause))
                .log("an origin could not be reached");
        return cause instanceof ConnectTimeoutException || cause instanceof SslHandshakeTimeoutException
                ? Unreachable.TIMED_OUT
                : Unreachable.REFUSED;
    }

    @Override
    public void put(OriginLine line) {
        idle.addLast(line);
    }

    @Override
    public void forget(OriginLine line) {
        idle.remove(line);
    }

    /** Closes what lay idle too long; answers whether nothing is left. */
    boolean sweep(long now) {
        long most = parts.limits().idle().toNanos();
        for (OriginLine line = idle.peekFirst();
                line != null && now - line.shelvedAt() > most;
                line = idle.peekFirst()) {
            idle.pollFirst();
            var _ = line.channel().close();
        }
        for (Http2Origin each : List.copyOf(multiplexed)) {
            each.sweep(now, most);
        }
        return open == 0;
    }

    void close() {
        List.copyOf(idle).forEach(line -> {
            var _ = line.channel().close();
        });
        List.copyOf(multiplexed).forEach(Http2Origin::close);
    }
}
