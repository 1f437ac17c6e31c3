package dev.chancery.edge.origin;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Finds origins' addresses as every other program of the machine does, hosts file and search domains included, which takes a
 * thread for as long as it takes. The JDK remembers what was found for half a minute.
 */
public final class Names extends AddressResolverGroup<InetSocketAddress> {
    private final Executor threads;

    /**
     * @param threads on which to wait for the machine's resolver; never an event loop
     */
    public Names(Executor threads) {
        this.threads = threads;
    }

    @Override
    protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
        return new InetNameResolver(executor) {
            @Override
            protected void doResolve(String host, Promise<InetAddress> promise) {
                threads.execute(() -> {
                    try {
                        promise.setSuccess(InetAddress.getAllByName(host)[0]);
                    } catch (UnknownHostException e) {
                        promise.setFailure(e);
                    }
                });
            }

            @Override
            protected void doResolveAll(String host, Promise<List<InetAddress>> promise) {
                threads.execute(() -> {
                    try {
                        promise.setSuccess(List.of(InetAddress.getAllByName(host)));
                    } catch (UnknownHostException e) {
                        promise.setFailure(e);
                    }
                });
            }
        }.asAddressResolver();
    }
}
