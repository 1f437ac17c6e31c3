package dev.chancery.edge.origin;

import dev.chancery.edge.belief.Origin;
import io.netty.channel.EventLoop;
import io.netty.resolver.AddressResolverGroup;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** The connections of one event loop to all origins. Used on that loop only, so that no exchange changes threads. */
public final class Origins {
    private final EventLoop loop;
    private final Parts parts;
    private final Map<Origin, OriginPool> pools = new HashMap<>();

    /**
     * What all loops share.
     *
     * @param nanos a monotonic clock
     */
    public record Parts(
            OriginLimits limits, OriginTls tls, AddressResolverGroup<InetSocketAddress> resolver, LongSupplier nanos) {}

    public Origins(EventLoop loop, Parts parts) {
        this.loop = loop;
        this.parts = parts;
    }

    /**
     * Gets the caller a line, at once if one is free.
     *
     * @param http1 whether it has to be HTTP/1.1, because the request asks for another protocol after it
     */
    public void call(Origin origin, boolean http1, OriginCaller caller) {
        pool(origin).call(http1, caller);
    }

    /** Gets the caller a line on a connection nobody used before, for a request whose used one just broke. */
    public void callAfresh(Origin origin, OriginCaller caller) {
        pool(origin).connect(false, caller);
    }

    private OriginPool pool(Origin origin) {
        OriginPool known = pools.get(origin);
        if (known == null) {
            known = new OriginPool(origin, loop, parts);
            pools.put(origin, known);
        }
        return known;
    }

    /** Closes what lay idle too long, and forgets origins nobody has connections to. */
    public void sweep(long now) {
        pools.values().removeIf(pool -> pool.sweep(now));
    }

    /** Closes every idle connection. */
    public void close() {
        pools.values().forEach(OriginPool::close);
    }
}
