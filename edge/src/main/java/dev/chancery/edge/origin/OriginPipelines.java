package dev.chancery.edge.origin;

import dev.chancery.edge.tls.Closing;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;

/** What stands in the pipelines towards origins. */
final class OriginPipelines {
    /** The name of the HTTP/1.1 codec. */
    static final String CODEC = "codec";

    private static final int MOST_LINE_BYTES = 8 << 10;
    private static final int WINDOW = 256 << 10;
    private static final int CONNECTION_WINDOW = 4 << 20;

    private OriginPipelines() {}

    /** HTTP/1.1 on a connection: the line stands at the end. */
    static OriginLine http1(Channel channel, Shelf shelf, OriginLimits limits) {
        HttpDecoderConfig config = new HttpDecoderConfig()
                .setMaxInitialLineLength(MOST_LINE_BYTES)
                .setMaxHeaderSize(limits.headerBytes())
                .setMaxChunkSize(64 << 10);
        OriginLine line = new OriginLine(channel, shelf);
        channel.pipeline().addLast(CODEC, new HttpClientCodec(config, false, false));
        channel.pipeline().addLast(line);
        return line;
    }

    /** HTTP/2 on a connection: streams are opened on the codec that is returned. */
    static Http2FrameCodec http2(Channel channel, OriginLimits limits) {
        Http2FrameCodec codec = Http2FrameCodecBuilder.forClient()
                .initialSettings(Http2Settings.defaultSettings()
                        .pushEnabled(false)
                        .initialWindowSize(WINDOW)
                        .maxHeaderListSize(limits.headerBytes()))
                .gracefulShutdownTimeoutMillis(0)
                .build();
        channel.pipeline().addLast(codec, new Http2MultiplexHandler(new Refusing()), new WindowOpener(codec));
        return codec;
    }

    /** Streams an origin opens: none were asked for. */
    private static final class Refusing extends ChannelInboundHandlerAdapter {
        @Override
        public boolean isSharable() {
            return true;
        }

        @Override
        public void handlerAdded(ChannelHandlerContext context) {
            var _ = context.close();
        }
    }

    /** Opens the window of the connection as a whole, which settings cannot. */
    private static final class WindowOpener extends Closing {
        private final Http2FrameCodec codec;

        WindowOpener(Http2FrameCodec codec) {
            this.codec = codec;
        }

        @Override
        public void handlerAdded(ChannelHandlerContext context) throws Exception {
            codec.connection()
                    .local()
                    .flowController()
                    .incrementWindowSize(codec.connection().connectionStream(), CONNECTION_WINDOW);
            context.flush();
        }
    }
}
