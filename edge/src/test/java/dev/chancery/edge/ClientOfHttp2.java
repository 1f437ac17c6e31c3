package dev.chancery.edge;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One HTTP/2 connection, frame by frame, with alice's certificate. */
final class ClientOfHttp2 implements AutoCloseable {
    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private final CompletableFuture<Boolean> goAway = new CompletableFuture<>();
    private final Channel channel;
    private final String host;

    ClientOfHttp2(int port, String host, World world) throws Exception {
        this.host = host;
        SslContext context = SslContextBuilder.forClient()
                .trustManager(InsecureTrustManagerFactory.INSTANCE)
                .endpointIdentificationAlgorithm(null)
                .keyManager(
                        world.openssl.folder().resolve("alice.pem").toFile(),
                        world.openssl.folder().resolve("alice.key").toFile())
                .applicationProtocolConfig(new ApplicationProtocolConfig(
                        ApplicationProtocolConfig.Protocol.ALPN,
                        ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                        ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                        "h2"))
                .build();
        channel = new Bootstrap()
                .group(group)
                .channel(EpollSocketChannel.class)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel fresh) {
                        fresh.pipeline()
                                .addLast(
                                        context.newHandler(fresh.alloc(), host, port),
                                        Http2FrameCodecBuilder.forClient().build(),
                                        new Http2MultiplexHandler(new ChannelInboundHandlerAdapter()),
                                        new Frames());
                    }
                })
                .connect(InetAddress.getLoopbackAddress(), port)
                .sync()
                .channel();
        var _ = channel.pipeline().get(SslHandler.class).handshakeFuture().sync();
    }

    /** The status of an answer. */
    String get(String path) throws Exception {
        return send(new DefaultHttp2Headers()
                .method("GET")
                .scheme("https")
                .authority(host)
                .path(path));
    }

    /** The status of the answer to a request of these fields, or "reset". */
    String send(Http2Headers fields) throws Exception {
        CompletableFuture<String> status = new CompletableFuture<>();
        Http2StreamChannel stream = new Http2StreamChannelBootstrap(channel)
                .handler(new Answer(status::complete))
                .open()
                .sync()
                .getNow();
        var _ = stream.writeAndFlush(new DefaultHttp2HeadersFrame(fields, true)).sync();
        return status.get(20, TimeUnit.SECONDS);
    }

    boolean goAway() throws Exception {
        return goAway.get(20, TimeUnit.SECONDS);
    }

    boolean closed() throws Exception {
        return channel.closeFuture().await(20, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        var _ = channel.close().awaitUninterruptibly();
        var _ = group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private final class Frames extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object frame) {
            if (frame instanceof Http2GoAwayFrame) {
                goAway.complete(true);
            }
            ReferenceCountUtil.release(frame);
        }
    }

    private static final class Answer extends ChannelInboundHandlerAdapter {
        private final Consumer<String> told;

        Answer(Consumer<String> told) {
            this.told = told;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object frame) {
            if (frame instanceof Http2HeadersFrame head) {
                @Nullable CharSequence status = head.headers().status();
                told.accept(status == null ? "none" : status.toString());
            }
            ReferenceCountUtil.release(frame);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            told.accept("reset");
        }
    }
}
