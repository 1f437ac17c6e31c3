package dev.chancery.edge.front;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;

/** Netty's strict decoder of requests, which also says when bytes have come, for the deadline of a request's head. */
final class RequestDecoder extends HttpRequestDecoder {
    private static final int MOST_CHUNK_BYTES = 64 << 10;

    private final Runnable arrived;

    RequestDecoder(FrontLimits limits, Runnable arrived) {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(limits.targetBytes())
                .setMaxHeaderSize(limits.headerBytes())
                .setMaxChunkSize(MOST_CHUNK_BYTES)
                .setAllowDuplicateContentLengths(false)
                .setStrictLineParsing(true)
                .setUseRfc9112TransferEncoding(true));
        this.arrived = arrived;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        arrived.run();
        super.channelRead(context, message);
    }
}
