package dev.chancery.edge.origin;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2StreamFrame;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.handler.codec.http2.HttpConversionUtil;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The frames of a stream as the objects of HTTP/1.1, always a head and then what follows it.
 *
 * <p>Netty's own makes one object of a head without a body, for which it takes a buffer before it reads the fields, and does not
 * give it back where they are none: bad heads would drain memory.
 */
public final class StreamObjects extends Http2StreamFrameToHttpObjectCodec {
    private final boolean server;

    /**
     * @param server whether requests come in and answers go out
     */
    public StreamObjects(boolean server) {
        super(server);
        this.server = server;
    }

    @Override
    protected void decode(ChannelHandlerContext context, Http2StreamFrame frame, List<Object> out) throws Exception {
        if (frame instanceof Http2HeadersFrame head) {
            Http2Headers fields = head.headers();
            boolean interim = isInterim(fields.status());
            boolean trailers = fields.method() == null && fields.status() == null;
            if (interim || (head.isEndStream() && !trailers)) {
                out.add(server ? request(head) : response(head));
                out.add(LastHttpContent.EMPTY_LAST_CONTENT);
                return;
            }
        }
        super.decode(context, frame, out);
    }

    private static HttpRequest request(Http2HeadersFrame head) throws Http2Exception {
        HttpRequest request = HttpConversionUtil.toHttpRequest(id(head), head.headers(), true);
        HttpMethod method = request.method();
        if (method.equals(HttpMethod.POST) || method.equals(HttpMethod.PUT) || method.equals(HttpMethod.PATCH)) {
            // In HTTP/1.1 only a length says that such a request has no body (RFC 9110 section 8.6).
            request.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0);
        }
        return request;
    }

    private static Object response(Http2HeadersFrame head) throws Http2Exception {
        return HttpConversionUtil.toHttpResponse(id(head), head.headers(), true);
    }

    private static int id(Http2HeadersFrame head) {
        return head.stream() == null ? 0 : head.stream().id();
    }

    private static boolean isInterim(@Nullable CharSequence status) {
        return status != null && status.length() == 3 && status.charAt(0) == '1';
    }
}
