package dev.chancery.edge.front;

import dev.chancery.edge.belief.ServedSite;
import dev.chancery.edge.tls.Closing;
import dev.chancery.edge.tls.ServerContexts;
import dev.chancery.edge.tls.SniGate;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Where connections come in: counted, and handed to the gate that reads which hostname they are for. */
public final class Door extends ChannelInitializer<Channel> {
    private final FrontParts parts;
    private final ServerContexts contexts;
    private final Executor maker;
    private final Function<Channel, Loop> loops;

    /**
     * @param maker makes TLS contexts, which takes too long for an event loop
     * @param loops the loop a channel belongs to
     */
    public Door(FrontParts parts, ServerContexts contexts, Executor maker, Function<Channel, Loop> loops) {
        this.parts = parts;
        this.contexts = contexts;
        this.maker = maker;
        this.loops = loops;
    }

    @Override
    protected void initChannel(Channel channel) {
        int open = parts.meters().opened();
        var _ = channel.closeFuture().addListener(_ -> parts.meters().closed());
        if (open > parts.limits().connections()) {
            parts.meters().overLimit();
            var _ = channel.close();
            return;
        }
        Loop loop = loops.apply(channel);
        channel.pipeline()
                .addLast(
                        new SniGate(new SniGate.Parts(
                                parts.belief(),
                                contexts,
                                maker,
                                parts.limits().handshake(),
                                parts.meters()::turned,
                                (site, tls) -> greeting(site, tls, loop))),
                        new Closing());
    }

    private ChannelHandler greeting(ServedSite site, SslHandler tls, Loop loop) {
        return new Greeting(site, tls, loop, parts);
    }
}
