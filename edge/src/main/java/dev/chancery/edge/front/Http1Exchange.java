package dev.chancery.edge.front;

import dev.chancery.edge.answer.Answer;
import dev.chancery.edge.answer.Reason;
import dev.chancery.edge.belief.Belief;
import dev.chancery.edge.fields.Visitor;
import dev.chancery.edge.origin.OriginLine;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** An HTTP/1.1 connection: one exchange after the other, pipelined requests waiting their turn (RFC 9112 section 9.3.2). */
final class Http1Exchange extends Exchange implements ClientConnection {
    private static final long LINGER_NANOS = 1_000_000_000L;

    /** Heads and parts of pipelined requests: more than come with one read, which is when reading stops, in all but hostile ones. */
    private static final int MOST_WAITING = 4_096;

    private final ResponseEncoder encoder;
    private final Loop loop;
    private final Deque<HttpObject> waiting = new ArrayDeque<>(0);
    private @Nullable Tunnel tunnel;
    private boolean oldClient;
    private boolean hasBody;
    private boolean closing;
    private boolean headBegun;
    private boolean serving;
    private long discarded;

    Http1Exchange(Passage passage, Visitor visitor, Loop loop, FrontParts parts, ResponseEncoder encoder) {
        super(passage, visitor, loop, parts, "1.1");
        this.encoder = encoder;
        this.loop = loop;
    }

    /** Bytes have come; answers whether they are wanted. */
    boolean arrived() {
        if (phase == Phase.IDLE && !headBegun) {
            headBegun = true;
            progress = parts.nanos().getAsLong();
        }
        return phase != Phase.OVER;
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object message) {
        if (!(message instanceof HttpObject object)) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (!waiting.isEmpty() || serving || !takes(object)) {
            wait(object);
            return;
        }
        serve(object);
    }

    /** Whether an object's turn has come: a request's when the answer before it is out, and answers do not pile up unread. */
    private boolean takes(HttpObject object) {
        return !(object instanceof HttpRequest)
                || (phase == Phase.IDLE && context().channel().isWritable());
    }

    private void wait(HttpObject object) {
        if (phase == Phase.OVER || closing) {
            ReferenceCountUtil.release(object);
            return;
        }
        if (waiting.size() == MOST_WAITING) {
            ReferenceCountUtil.release(object);
            cut();
            return;
        }
        waiting.add(object);
        reading(false);
    }

    private void serve(HttpObject object) {
        serving = true;
        if (object instanceof HttpRequest request) {
            headBegun = false;
            oldClient = request.protocolVersion().equals(HttpVersion.HTTP_1_0);
            closing |= oldClient || !HttpUtil.isKeepAlive(request);
            // The length of an unreadable request may be no number.
            hasBody = request.decoderResult().isSuccess()
                    && (HttpUtil.isTransferEncodingChunked(request) || HttpUtil.getContentLength(request, 0L) > 0);
            encoder.head(request.method().equals(HttpMethod.HEAD));
            begin(request);
        } else if (object instanceof HttpContent part) {
            discarded += phase == Phase.ANSWERED ? part.content().readableBytes() : 0;
            content(part);
            if (discarded > MOST_DISCARDED) {
                cut();
            }
        }
        serving = false;
    }

    @Override
    void frame(HttpResponse response, boolean local) {
        boolean sized = response.headers().contains(HttpHeaderNames.CONTENT_LENGTH) || hasNoBody(response.status());
        if (oldClient) {
            response.headers().remove(HttpHeaderNames.TRANSFER_ENCODING);
        } else if (!sized) {
            HttpUtil.setTransferEncodingChunked(response, true);
        }
        closing |= local
                && ((!requestDone && hasBody)
                        || isUnreadable()
                        || response.status().code() == 400);
        if (closing) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
    }

    private boolean isUnreadable() {
        return request == null || request.decoderResult().isFailure();
    }

    @Override
    boolean takesInterim() {
        return !oldClient;
    }

    @Override
    void finished() {
        if (!closing && requestDone) {
            phase = Phase.IDLE;
            progress = parts.nanos().getAsLong();
            discarded = 0;
            next();
        } else if (requestDone) {
            closeGently();
        } else if (hasBody || isUnreadable()) {
            linger();
        }
    }

    private void closeGently() {
        phase = Phase.OVER;
        progress = parts.nanos().getAsLong();
        var _ = context().writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    /** Says that no more will come, and reads the rest of the request, or its sender might never get to read the answer. */
    private void linger() {
        closing = true;
        progress = parts.nanos().getAsLong();
        SslHandler tls = context().pipeline().get(SslHandler.class);
        if (tls != null) {
            var _ = tls.closeOutbound();
        }
        reading(true);
    }

    /** Serves what waited, until a request is under way again. */
    private void next() {
        if (serving && waiting.isEmpty()) {
            return;
        }
        if (serving) {
            // Called from within a request that was answered at once: the rest waits for the loop's next round.
            context().executor().execute(this::next);
            return;
        }
        for (HttpObject object = waiting.peekFirst(); object != null && takes(object); object = waiting.peekFirst()) {
            waiting.pollFirst();
            serve(object);
        }
        channelReadComplete(context());
        if (waiting.isEmpty() && phase != Phase.OVER) {
            reading(true);
        }
    }

    @Override
    void breakOff() {
        over();
        var _ = context().channel().close();
    }

    @Override
    void upgrade(OriginLine to, HttpResponse response) {
        ChannelHandlerContext here = context();
        response.headers().remove(HttpHeaderNames.CONTENT_LENGTH);
        var _ = here.write(response);
        var _ = here.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
        tunnel = Tunnel.between(here, to, passage, parts, () -> unleased() || outstayed());
    }

    @Override
    public Passage passage() {
        return passage;
    }

    @Override
    public boolean mayStay(Belief belief) {
        return passage.mayStay(belief) && (tunnel == null ? super.mayStay(belief) : mayGoOn(belief));
    }

    @Override
    public void cut() {
        over();
        var _ = context().channel().close();
    }

    @Override
    public void drain() {
        closing = true;
        if (phase == Phase.IDLE && !headBegun && waiting.isEmpty()) {
            closeGently();
        }
    }

    @Override
    public void sweep(long now) {
        look(now);
        FrontLimits limits = parts.limits();
        long waited = now - progress;
        switch (phase) {
            case IDLE -> {
                if (headBegun && waited > limits.head().toNanos()) {
                    closing = true;
                    answer(Answer.of(Reason.REQUEST_TOO_SLOW));
                    closeGently();
                } else if (!headBegun
                        && waited > (context().channel().isWritable() ? limits.idle() : limits.stall()).toNanos()) {
                    closeGently();
                }
            }
            case ANSWERED -> {
                if (closing && waited > LINGER_NANOS) {
                    cut();
                }
            }
            case OVER -> {
                if (tunnel != null) {
                    tunnel.sweep(now);
                } else if (waited > limits.stall().toNanos()) {
                    // It was to close when the client has taken what was left, and the client does not.
                    cut();
                }
            }
            case CALLING -> {
                // A line that comes after all must not meet the next request, so there is none.
                closing |= waited > limits.answer().toNanos();
                super.sweep(now);
            }
            case HELD, PASSING -> super.sweep(now);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext changed) {
        super.channelWritabilityChanged(changed);
        if (changed.channel().isWritable() && phase == Phase.IDLE) {
            next();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext gone) {
        super.channelInactive(gone);
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        super.handlerAdded(added);
        loop.add(this);
        var _ = added.channel().closeFuture().addListener(_ -> loop.remove(this));
    }
}
