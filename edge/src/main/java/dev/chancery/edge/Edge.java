package dev.chancery.edge;

import dev.chancery.edge.access.AccessGate;
import dev.chancery.edge.belief.Belief;
import dev.chancery.edge.front.Door;
import dev.chancery.edge.front.FrontMeters;
import dev.chancery.edge.front.FrontParts;
import dev.chancery.edge.front.Loop;
import dev.chancery.edge.front.Sightings;
import dev.chancery.edge.origin.Names;
import dev.chancery.edge.origin.OriginTls;
import dev.chancery.edge.origin.Origins;
import dev.chancery.edge.tls.ServerContexts;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToIntFunction;

/**
 * A running edge. It serves what it believes; {@link #apply} replaces that, and when its future completes no request is decided
 * by the old any more and nobody is connected whom the new does not admit.
 */
public final class Edge implements AutoCloseable {
    private static final long MOST_SWEEP_MILLIS = 1_000;
    private static final long LEAST_SWEEP_MILLIS = 10;
    private static final long DRAIN_LOOK_MILLIS = 10;
    private static final int NAME_THREADS = 4;

    private final EdgeOptions options;
    private final AtomicReference<Belief> belief;
    private final MultiThreadIoEventLoopGroup group;
    private final ExecutorService waiters;
    private final Names resolver;
    private final ServerContexts contexts = new ServerContexts();
    private final ExecutorService maker;
    private final Map<EventExecutor, Loop> loops = new HashMap<>();
    private final FrontMeters meters;
    private final Sightings sightings;
    private final Channel listener;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Opens the listener; when this returns it accepts connections.
     *
     * @throws IOException if the address cannot be listened on
     */
    public static Edge open(EdgeOptions options, Belief initial) throws IOException {
        return new Edge(options, initial);
    }

    private Edge(EdgeOptions options, Belief initial) throws IOException {
        this.options = options;
        belief = new AtomicReference<>(initial);
        group = new MultiThreadIoEventLoopGroup(
                options.loops(), new DefaultThreadFactory("edge"), EpollIoHandler.newFactory());
        maker = Executors.newSingleThreadExecutor(new DefaultThreadFactory("edge-tls"));
        waiters = Executors.newFixedThreadPool(NAME_THREADS, new DefaultThreadFactory("edge-names"));
        resolver = new Names(waiters);
        meters = new FrontMeters(options.meters());
        sightings = new Sightings(options.nanos());
        FrontParts parts = new FrontParts(
                belief::get,
                options.lease(),
                options.front(),
                options.clock(),
                options.nanos(),
                new AccessGate(options.clock(), options.random()),
                sightings,
                meters);
        Origins.Parts origins = new Origins.Parts(options.origins(), new OriginTls(), resolver, options.nanos());
        for (EventExecutor each : group) {
            EventLoop loop = (EventLoop) each;
            loops.put(
                    loop, new Loop(new Origins(loop, origins), options.random().nextLong()));
        }
        Door door = new Door(
                parts, contexts, maker, channel -> java.util.Objects.requireNonNull(loops.get(channel.eventLoop())));
        ChannelFuture bound = new ServerBootstrap()
                .group(group)
                .channel(EpollServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, options.backlog())
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(door)
                .bind(options.listen())
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            end();
            throw new IOException(options.listen() + " cannot be listened on", bound.cause());
        }
        listener = bound.channel();
        long every = sweepMillis();
        loops.forEach((loop, mine) -> {
            var _ = loop.scheduleAtFixedRate(() -> sweep(mine), every, every, TimeUnit.MILLISECONDS);
        });
    }

    /** What nobody looked at since the lease ended is cut here: the first wake-up after it. */
    private void sweep(Loop loop) {
        if (!options.lease().holds()) {
            meters.cut(loop.cutGuarded());
        }
        loop.sweep(options.nanos().getAsLong());
    }

    /** Often enough that no deadline is missed by more than a quarter. */
    private long sweepMillis() {
        Duration shortest = options.front().idle();
        for (Duration each : List.of(
                options.front().head(),
                options.front().stall(),
                options.front().answer(),
                options.origins().idle())) {
            shortest = each.compareTo(shortest) < 0 ? each : shortest;
        }
        return Math.clamp(shortest.toMillis() / 4, LEAST_SWEEP_MILLIS, MOST_SWEEP_MILLIS);
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return (InetSocketAddress) listener.localAddress();
    }

    /** Whom it let in lately. */
    public Sightings sightings() {
        return sightings;
    }

    /** What is believed now. */
    public Belief belief() {
        return belief.get();
    }

    /**
     * Believes this from now on. The future completes when every event loop has gone on under it and cut the connections of
     * clients it does not admit. Of two calls the later one counts.
     */
    public synchronized CompletableFuture<Applied> apply(Belief next) {
        belief.set(next);
        List<SslContext> retired = contexts.retire(next.sites());
        return onEveryLoop(loop -> loop.cutUnadmitted(next)).thenApply(cut -> {
            retired.forEach(ReferenceCountUtil::release);
            return applied(cut);
        });
    }

    /** Cuts every connection of a hostname where it is decided who is let in: what is left to do when the lease is over. */
    public CompletableFuture<Applied> lapse() {
        return onEveryLoop(Loop::cutGuarded).thenApply(this::applied);
    }

    private Applied applied(int cut) {
        meters.cut(cut);
        return new Applied(cut);
    }

    private CompletableFuture<Integer> onEveryLoop(ToIntFunction<Loop> task) {
        List<CompletableFuture<Integer>> parts = new ArrayList<>();
        loops.forEach(
                (executor, loop) -> parts.add(CompletableFuture.supplyAsync(() -> task.applyAsInt(loop), executor)));
        return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new))
                .thenApply(_ -> parts.stream().mapToInt(CompletableFuture::join).sum());
    }

    /** Stops accepting, lets what is under way finish for as long as its patience lasts, and ends. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        var _ = listener.close().awaitUninterruptibly();
        onEveryLoop(loop -> {
                    loop.drain();
                    return 0;
                })
                .join();
        long deadline = System.nanoTime() + options.front().patience().toNanos();
        try {
            while (onEveryLoop(Loop::connections).join() > 0 && System.nanoTime() < deadline) {
                TimeUnit.MILLISECONDS.sleep(DRAIN_LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        onEveryLoop(loop -> {
                    loop.close();
                    return 0;
                })
                .join();
        end();
    }

    private void end() {
        maker.shutdown();
        resolver.close();
        waiters.shutdown();
        var _ = group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
        contexts.close();
    }
}
