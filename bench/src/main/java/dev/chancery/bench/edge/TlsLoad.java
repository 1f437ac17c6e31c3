package dev.chancery.bench.edge;

import dev.chancery.bench.load.Window;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.handler.ssl.OpenSslCachingX509KeyManagerFactory;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Clients over TLS 1.3, all on one event loop: a closed loop of so many at a time, each of which takes the next client certificate for
 * every connection. BoringSSL on this side too, so that the load does not saturate before what is measured.
 */
final class TlsLoad implements AutoCloseable {

    private static final byte[] REQUEST =
            ("GET / HTTP/1.1\r\nHost: " + Credentials.HOSTNAME + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    private static final long PATIENCE_SECONDS = 60;
    private static final int MOST_CLIENTS = 100_000;
    private static final int AT_ONCE = 32;

    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private final SslContext tls;

    TlsLoad(Credentials credentials) throws SSLException {
        this.tls = SslContextBuilder.forClient()
                .sslProvider(SslProvider.OPENSSL)
                .protocols("TLSv1.3")
                // What Debian's OpenSSL, which the peers stand on, has too.
                .option(OpenSslContextOption.GROUPS, new String[] {"X25519"})
                .trustManager(InsecureTrustManagerFactory.INSTANCE)
                .keyManager(new OpenSslCachingX509KeyManagerFactory(new InTurn(credentials.clients()), MOST_CLIENTS))
                .build();
    }

    /** How the clients use their connections. */
    enum Habit {
        /** One request, and the next over a new connection with a full handshake. */
        NEW_CONNECTIONS,
        /** One connection for all requests. */
        KEEP_ALIVE
    }

    /** Loads a contestant for that long. What a new connection's request takes counts from its connect. */
    Window run(Contestant contestant, Habit habit, int clients, Duration length) throws IOException {
        return windows(contestant, habit, clients, length, 1).getFirst();
    }

    /** The same in so many windows one after the other. */
    List<Window> windows(Contestant contestant, Habit habit, int clients, Duration length, int count)
            throws IOException {
        Run run = new Run(contestant.address(), habit, length, count);
        run.begin(clients);
        return run.await();
    }

    /** Connections to a server that stay: none yet. */
    Idle idle(InetSocketAddress to) {
        return new Idle(to);
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private void connect(InetSocketAddress to, SimpleChannelInboundHandler<ByteBuf> client, CompletableFuture<?> fate) {
        new Bootstrap()
                .group(loop)
                .channel(EpollSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                // A reset at the end: ports in TIME_WAIT would run out within a minute.
                .option(ChannelOption.SO_LINGER, 0)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(tls.newHandler(channel.alloc(), Credentials.HOSTNAME, to.getPort()), client);
                    }
                })
                .connect(to)
                .addListener(done -> {
                    if (!done.isSuccess()) {
                        fate.completeExceptionally(done.cause());
                    }
                });
    }

    private static <T> T patiently(CompletableFuture<T> future, Duration more) throws IOException {
        try {
            return future.get(more.toSeconds() + PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException cause) {
            throw new IOException("the load failed: " + cause.getCause(), cause.getCause());
        } catch (TimeoutException cause) {
            throw new IOException("no answer within " + PATIENCE_SECONDS + " s", cause);
        } catch (InterruptedException cause) {
            Thread.currentThread().interrupt();
            throw new IOException(cause);
        }
    }

    /** Reads answers that come whole in the order of their requests; anything but a 200 ends the load. */
    private abstract static class Reader extends SimpleChannelInboundHandler<ByteBuf> {
        private final CompletableFuture<?> fate;
        private final StringBuilder head = new StringBuilder();
        private long body = -1;

        Reader(CompletableFuture<?> fate) {
            this.fate = fate;
        }

        abstract void answered(ChannelHandlerContext context);

        static void ask(ChannelHandlerContext context) {
            var _ = context.writeAndFlush(Unpooled.wrappedBuffer(REQUEST), context.voidPromise());
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            ask(context);
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
            if (body < 0) {
                readHead(bytes);
            }
            if (body >= 0) {
                long some = Math.min(body, bytes.readableBytes());
                bytes.skipBytes((int) some);
                body -= some;
                if (body == 0) {
                    body = -1;
                    answered(context);
                }
            }
        }

        private void readHead(ByteBuf bytes) {
            while (bytes.isReadable()) {
                head.append((char) bytes.readByte());
                int length = head.length();
                if (length >= 4 && head.charAt(length - 1) == '\n' && head.charAt(length - 3) == '\n') {
                    String text = head.toString();
                    head.setLength(0);
                    if (!text.startsWith("HTTP/1.1 200 ")) {
                        throw new IllegalStateException("the answer: " + text);
                    }
                    body = contentLength(text);
                    return;
                }
            }
        }

        private static long contentLength(String head) {
            String field = "\r\ncontent-length:";
            for (int at = head.indexOf('\r'); at >= 0; at = head.indexOf('\r', at + 1)) {
                if (head.regionMatches(true, at, field, 0, field.length())) {
                    int from = at + field.length();
                    return Long.parseLong(head, from + 1, head.indexOf('\r', from), 10);
                }
            }
            throw new IllegalStateException("an answer without its length: " + head);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            fate.completeExceptionally(cause);
            var _ = context.close();
        }
    }

    /** One load in windows; all its state belongs to the event loop. */
    private final class Run {
        private final InetSocketAddress to;
        private final Habit habit;
        private final Duration length;
        private final long[][] nanos;
        private final int[] counts;
        private final long started = System.nanoTime();
        private final CompletableFuture<List<Window>> fate = new CompletableFuture<>();
        private int living;

        Run(InetSocketAddress to, Habit habit, Duration length, int windows) {
            this.to = to;
            this.habit = habit;
            this.length = length;
            this.nanos = new long[windows][1 << 14];
            this.counts = new int[windows];
        }

        void begin(int clients) {
            loop.execute(() -> {
                for (int i = 0; i < clients; i++) {
                    connect();
                }
            });
        }

        private void connect() {
            living++;
            TlsLoad.this.connect(to, new Client(System.nanoTime()), fate);
        }

        List<Window> await() throws IOException {
            return patiently(fate, length.multipliedBy(counts.length));
        }

        private boolean note(long since) {
            long now = System.nanoTime();
            int window = (int) ((now - started) / length.toNanos());
            if (window >= counts.length) {
                return false;
            }
            if (counts[window] == nanos[window].length) {
                nanos[window] = Arrays.copyOf(nanos[window], counts[window] * 2);
            }
            nanos[window][counts[window]++] = now - since;
            return true;
        }

        private void end(ChannelHandlerContext context) {
            var _ = context.channel().close();
            living--;
            if (living == 0) {
                List<Window> windows = new ArrayList<>();
                for (int i = 0; i < counts.length; i++) {
                    windows.add(new Window(length, Arrays.copyOf(nanos[i], counts[i])));
                }
                fate.complete(windows);
            }
        }

        private final class Client extends Reader {
            private long since;
            private boolean over;

            Client(long since) {
                super(fate);
                this.since = since;
            }

            @Override
            void answered(ChannelHandlerContext context) {
                boolean more = note(since);
                if (!more) {
                    over = true;
                    end(context);
                } else if (habit == Habit.KEEP_ALIVE) {
                    since = System.nanoTime();
                    ask(context);
                } else {
                    over = true;
                    connect();
                    living--;
                    var _ = context.channel().close();
                }
            }

            @Override
            public void channelInactive(ChannelHandlerContext context) {
                if (!over) {
                    fate.completeExceptionally(new IOException("a connection ended before its answer"));
                }
            }
        }
    }

    /** Connections that stay, and are asked again when they are told to. */
    final class Idle {
        private final InetSocketAddress to;
        private final List<Channel> open = new ArrayList<>();
        private final Deque<Channel> toAsk = new ArrayDeque<>();
        private CompletableFuture<List<Channel>> fate = new CompletableFuture<>();
        private int wanted;
        private int begun;
        private int awaited;

        private Idle(InetSocketAddress to) {
            this.to = to;
        }

        /** Opens so many more, each with one request, and returns all there are. */
        List<Channel> open(int more) throws IOException {
            loop.execute(() -> {
                wanted += more;
                for (int i = 0; i < AT_ONCE; i++) {
                    connect();
                }
            });
            return await();
        }

        /** Sends one request over each of these, not all at once, and waits for all answers. */
        void ask(List<Channel> which) throws IOException {
            if (which.isEmpty()) {
                return;
            }
            loop.execute(() -> {
                awaited = which.size();
                toAsk.addAll(which);
                for (int i = 0; i < AT_ONCE; i++) {
                    askNext();
                }
            });
            await();
        }

        private void askNext() {
            Channel next = toAsk.poll();
            if (next != null) {
                Reader.ask(next.pipeline().lastContext());
            }
        }

        private void connect() {
            if (begun < wanted) {
                begun++;
                TlsLoad.this.connect(to, new Stays(), fate);
            }
        }

        private List<Channel> await() throws IOException {
            List<Channel> all = patiently(fate, Duration.ofSeconds(60));
            fate = new CompletableFuture<>();
            return all;
        }

        private final class Stays extends Reader {
            private boolean known;

            Stays() {
                super(fate);
            }

            @Override
            void answered(ChannelHandlerContext context) {
                if (known) {
                    awaited--;
                    askNext();
                    done(awaited == 0);
                } else {
                    known = true;
                    open.add(context.channel());
                    done(open.size() == wanted);
                    connect();
                }
            }

            private void done(boolean all) {
                if (all) {
                    fate.complete(List.copyOf(open));
                }
            }
        }
    }
}
