package dev.chancery.edge.front;

import dev.chancery.edge.answer.Answer;
import dev.chancery.edge.answer.Reason;
import dev.chancery.edge.belief.Origin;
import dev.chancery.edge.belief.ServedSite;
import dev.chancery.edge.fields.RequestFields;
import dev.chancery.edge.fields.ResponseFields;
import dev.chancery.edge.fields.Visitor;
import dev.chancery.edge.origin.OriginCaller;
import dev.chancery.edge.origin.OriginLine;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A request's way to the origin and its answer's way back. Both stream; whoever cannot keep up holds the other up, so that no
 * more than what a socket's read brings is ever held here.
 *
 * <p>Where the hostname asks for client certificates, the lease is looked at again before the first byte of the answer and on
 * every part of a body (DESIGN 4.3).
 */
abstract class Exchange extends ChannelInboundHandlerAdapter implements OriginCaller {
    /** What is read of a request that was answered before it had ended, so that its sender gets to the answer. */
    static final long MOST_DISCARDED = 1 << 20;

    /** Where the exchange stands. */
    enum Phase {
        /** Nothing is under way. */
        IDLE,
        /** The origin is being called. */
        CALLING,
        /** Request and answer are passing. */
        PASSING,
        /** Answered; the rest of the request is thrown away. */
        ANSWERED,
        /** The client is gone, or the connection has become something else. */
        OVER
    }

    final Passage passage;
    final FrontParts parts;
    private final Visitor visitor;
    private final Loop loop;
    private final String via;

    Phase phase = Phase.IDLE;
    private @Nullable ChannelHandlerContext context;
    private @Nullable HttpRequest request;
    private @Nullable OriginLine line;
    private @Nullable Deque<HttpContent> early;
    private @Nullable ServedSite site;
    private String requestId = "";
    private @Nullable String accept;
    private boolean requestDone;
    private boolean answerBegun;
    private boolean originKeeps;
    private boolean retried;
    private boolean callingNow;
    private long bodyBytes;
    long progress;

    Exchange(Passage passage, Visitor visitor, Loop loop, FrontParts parts, String via) {
        this.passage = passage;
        this.visitor = visitor;
        this.loop = loop;
        this.parts = parts;
        this.via = via;
        this.progress = parts.nanos().getAsLong();
    }

    /** The answer is out. The exchange may begin another, or ends; {@link #requestDone()} tells whether the client is done too. */
    abstract void finished();

    /** The client gets no more of an answer that has begun: it must be able to tell that it is not whole. */
    abstract void breakOff();

    /** Cuts all the client has, because it may not be here any more. */
    abstract void cut();

    /** Fits a final answer to the client's protocol and to what becomes of the connection. */
    abstract void frame(HttpResponse response, boolean local);

    /** The origin has agreed to speak WebSocket; the answer was not yet written. */
    abstract void upgrade(OriginLine to, HttpResponse response);

    final ChannelHandlerContext context() {
        return java.util.Objects.requireNonNull(context);
    }

    final boolean requestDone() {
        return requestDone;
    }

    final boolean answerBegun() {
        return answerBegun;
    }

    final @Nullable HttpRequest request() {
        return request;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    /** A request's head has arrived. */
    final void begin(HttpRequest head) {
        request = head;
        requestDone = false;
        answerBegun = false;
        retried = false;
        bodyBytes = 0;
        site = null;
        requestId = loop.nextId();
        accept = head.headers().get(HttpHeaderNames.ACCEPT);
        progress = parts.nanos().getAsLong();
        @Nullable Reason fault = RequestReading.fault(head);
        @Nullable String host = fault == null ? RequestReading.host(head, passage.hostname()) : null;
        if (host == null) {
            answer(Answer.of(fault == null ? Reason.UNREADABLE_REQUEST : fault));
            return;
        }
        switch (passage.decide(host)) {
            case Decision.Turn(Answer answer) -> answer(answer);
            case Decision.Pass pass -> pass(head, pass, host);
        }
    }

    private void pass(HttpRequest head, Decision.Pass pass, String host) {
        @Nullable Origin origin = pass.site().origin();
        if (origin == null) {
            answer(Answer.of(Reason.NO_ROUTE));
            return;
        }
        if (HttpUtil.getContentLength(head, 0L) > parts.limits().bodyBytes()) {
            answer(Answer.of(Reason.BODY_TOO_LARGE));
            return;
        }
        site = pass.site();
        boolean webSocket = RequestReading.asksForWebSocket(head);
        RequestFields.towardsOrigin(head.headers(), visitor, host, via, requestId);
        pass.told().set(head.headers());
        if (webSocket) {
            RequestFields.askForWebSocket(head.headers());
        }
        head.setProtocolVersion(HttpVersion.HTTP_1_1);
        phase = Phase.CALLING;
        callingNow = true;
        loop.origins().call(origin, webSocket, this);
        callingNow = false;
    }

    /** A part of the request's body has arrived. */
    final void content(HttpContent part) {
        if (part.decoderResult().isFailure()) {
            part.release();
            unreadableBody();
            return;
        }
        boolean last = part instanceof LastHttpContent;
        switch (phase) {
            case CALLING -> {
                Deque<HttpContent> kept = early == null ? new ArrayDeque<>(2) : early;
                early = kept;
                kept.add(part);
                if (part.content().isReadable()) {
                    reading(false);
                }
            }
            case PASSING -> forward(part);
            case ANSWERED -> {
                part.release();
                requestDone |= last;
                if (last) {
                    finished();
                }
            }
            case IDLE, OVER -> part.release();
        }
    }

    private void unreadableBody() {
        if (phase == Phase.CALLING || phase == Phase.PASSING) {
            answerOrBreakOff(Answer.of(Reason.UNREADABLE_REQUEST));
        }
    }

    private void forward(HttpContent part) {
        OriginLine to = line;
        if (to == null || lapsed()) {
            part.release();
            return;
        }
        bodyBytes += part.content().readableBytes();
        if (bodyBytes > parts.limits().bodyBytes()) {
            part.release();
            answerOrBreakOff(Answer.of(Reason.BODY_TOO_LARGE));
            return;
        }
        progress = parts.nanos().getAsLong();
        if (part instanceof LastHttpContent last) {
            requestDone = true;
            if (!last.trailingHeaders().isEmpty()) {
                RequestFields.removeReserved(last.trailingHeaders());
            }
        }
        to.send(part);
        if (!requestDone && !to.canTake()) {
            reading(false);
        }
    }

    /** Cuts and answers true if the hostname asks for certificates and the lease is over. */
    private boolean lapsed() {
        if (site == null || !site.asks() || parts.lease().holds()) {
            return false;
        }
        cut();
        return true;
    }

    @Override
    public final void connected(OriginLine to) {
        if (phase != Phase.CALLING || request == null) {
            to.release(true, parts.nanos().getAsLong());
            return;
        }
        line = to;
        phase = Phase.PASSING;
        to.send(request);
        if (early != null) {
            Deque<HttpContent> kept = early;
            early = null;
            kept.forEach(this::forward);
        }
        if (!callingNow) {
            to.flush();
            if (to.canTake()) {
                reading(true);
            }
        }
    }

    @Override
    public final void unreachable(Unreachable why) {
        if (phase == Phase.CALLING) {
            answer(Answer.of(
                    switch (why) {
                        case REFUSED -> Reason.ORIGIN_UNREACHABLE;
                        case TIMED_OUT -> Reason.ORIGIN_TOO_SLOW;
                        case BUSY -> Reason.ORIGIN_BUSY;
                    }));
        }
    }

    @Override
    public final void head(HttpResponse response) {
        progress = parts.nanos().getAsLong();
        HttpResponseStatus status = response.status();
        if (site != null && site.asks() && !parts.lease().holds()) {
            answer(Answer.of(Reason.NO_LEASE));
            return;
        }
        OriginLine from = line;
        if (from == null) {
            return;
        }
        if (status.code() == HttpResponseStatus.SWITCHING_PROTOCOLS.code()) {
            if (request != null && request.headers().contains(HttpHeaderNames.UPGRADE)) {
                phase = Phase.OVER;
                line = null;
                answerBegun = true;
                parts.meters().passed();
                upgrade(from, response);
            } else {
                answer(Answer.of(Reason.ORIGIN_UNREADABLE));
            }
            return;
        }
        boolean originStays = HttpUtil.isKeepAlive(response);
        ResponseFields.towardsClient(response.headers(), requestId);
        if (status.codeClass() == HttpStatusClass.INFORMATIONAL) {
            interim(response);
            return;
        }
        boolean framed = HttpUtil.isTransferEncodingChunked(response)
                || response.headers().contains(HttpHeaderNames.CONTENT_LENGTH)
                || hasNoBody(status);
        originKeeps = originStays && framed;
        answerBegun = true;
        response.setProtocolVersion(HttpVersion.HTTP_1_1);
        frame(response, false);
        write(response);
    }

    private void interim(HttpResponse response) {
        FullHttpResponse whole = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                response.status(),
                Unpooled.EMPTY_BUFFER,
                response.headers(),
                EmptyHttpHeaders.INSTANCE);
        if (takesInterim()) {
            write(whole);
        }
    }

    /** Whether the client knows interim answers: HTTP/1.0 does not (RFC 9110 section 15.2). */
    boolean takesInterim() {
        return true;
    }

    final boolean hasNoBody(HttpResponseStatus status) {
        return status.code() == HttpResponseStatus.NO_CONTENT.code()
                || status.code() == HttpResponseStatus.NOT_MODIFIED.code()
                || isHead();
    }

    final boolean isHead() {
        return request != null && request.method().equals(HttpMethod.HEAD);
    }

    @Override
    public final void body(HttpContent part) {
        if (phase != Phase.PASSING || line == null || lapsed()) {
            part.release();
            return;
        }
        progress = parts.nanos().getAsLong();
        boolean last = part instanceof LastHttpContent;
        write(part);
        if (last) {
            OriginLine from = line;
            line = null;
            phase = Phase.ANSWERED;
            parts.meters().passed();
            from.release(originKeeps && requestDone, progress);
            context().flush();
            finished();
        } else if (!context().channel().isWritable()) {
            line.reading(false);
        }
    }

    @Override
    public final void rested() {
        context().flush();
    }

    @Override
    public final void takesMore() {
        reading(true);
    }

    @Override
    public final void lost(boolean unreadable) {
        OriginLine broken = line;
        line = null;
        if (phase != Phase.PASSING || broken == null) {
            return;
        }
        if (answerBegun) {
            phase = Phase.OVER;
            breakOff();
        } else if (!unreadable && mayRetry(broken)) {
            retried = true;
            phase = Phase.CALLING;
            early = new ArrayDeque<>(1);
            early.add(LastHttpContent.EMPTY_LAST_CONTENT);
            requestDone = false;
            loop.origins().callAfresh(java.util.Objects.requireNonNull(origin()), this);
        } else {
            answer(Answer.of(unreadable ? Reason.ORIGIN_UNREADABLE : Reason.ORIGIN_BROKE_OFF));
        }
    }

    /** An idle connection may be closed by the origin while a request is on its way to it (RFC 9112 section 9.3.1). */
    private boolean mayRetry(OriginLine broken) {
        return broken.used()
                && !retried
                && requestDone
                && bodyBytes == 0
                && origin() != null
                && request != null
                && RequestReading.isIdempotent(request.method());
    }

    private @Nullable Origin origin() {
        return site == null ? null : site.origin();
    }

    final void answerOrBreakOff(Answer answer) {
        if (answerBegun) {
            dropLine();
            phase = Phase.OVER;
            breakOff();
        } else {
            answer(answer);
        }
    }

    /** Answers in the edge's own name; what the origin was to get or to say is dropped. */
    final void answer(Answer answer) {
        dropLine();
        releaseEarly();
        phase = Phase.ANSWERED;
        answerBegun = true;
        parts.meters().answered(answer.reason());
        FullHttpResponse response = answer.render(accept, requestId, isHead());
        frame(response, true);
        write(response);
        context().flush();
        finished();
    }

    private void dropLine() {
        OriginLine dropped = line;
        line = null;
        if (dropped != null) {
            dropped.release(false, 0);
        }
    }

    private void releaseEarly() {
        Deque<HttpContent> kept = early;
        early = null;
        if (kept != null) {
            for (HttpContent part : kept) {
                requestDone |= part instanceof LastHttpContent;
                part.release();
            }
        }
    }

    /** The client is gone: so is the reason for all of it. */
    final void over() {
        phase = Phase.OVER;
        dropLine();
        releaseEarly();
    }

    final void reading(boolean on) {
        var _ = context().channel().config().setAutoRead(on);
    }

    private void write(HttpObject part) {
        Channel channel = context().channel();
        var _ = context().write(part, channel.voidPromise());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext rested) {
        OriginLine to = line;
        if (to != null) {
            to.flush();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext changed) {
        OriginLine from = line;
        if (from != null && changed.channel().isWritable()) {
            progress = parts.nanos().getAsLong();
            from.reading(true);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext gone) {
        over();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext failed, Throwable cause) {
        over();
        var _ = failed.close();
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object message) {
        ReferenceCountUtil.release(message);
    }

    /** Ends what has waited too long; what the client is told depends on whose turn it was. */
    void sweep(long now) {
        FrontLimits limits = parts.limits();
        long waited = now - progress;
        if (phase == Phase.CALLING && waited > limits.answer().toNanos()) {
            answer(Answer.of(Reason.ORIGIN_TOO_SLOW));
        }
        if (phase != Phase.PASSING) {
            return;
        }
        if (!requestDone && waited > limits.stall().toNanos()) {
            boolean clientsTurn = line != null && line.canTake();
            answerOrBreakOff(Answer.of(clientsTurn ? Reason.REQUEST_TOO_SLOW : Reason.ORIGIN_TOO_SLOW));
        } else if (requestDone && waited > (answerBegun ? limits.stall() : limits.answer()).toNanos()) {
            answerOrBreakOff(Answer.of(Reason.ORIGIN_TOO_SLOW));
        }
    }
}
