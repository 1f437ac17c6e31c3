package dev.chancery.edge.front;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.util.ReferenceCountUtil;
import java.util.function.BooleanSupplier;

/**
 * Netty's strict decoder of requests, which also says when bytes have come, for the deadline of a request's head, and reads none of
 * what nobody wants any more: a client that goes may leave megabytes behind.
 */
final class RequestDecoder extends HttpRequestDecoder {
    private static final int MOST_CHUNK_BYTES = 64 << 10;

    private final BooleanSupplier arrived;

    /**
     * @param arrived hears that bytes have come, and says whether they are wanted
     */
    RequestDecoder(FrontLimits limits, BooleanSupplier arrived) {
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
        if (arrived.getAsBoolean()) {
            super.channelRead(context, message);
        } else {
            ReferenceCountUtil.release(message);
        }
    }
}
