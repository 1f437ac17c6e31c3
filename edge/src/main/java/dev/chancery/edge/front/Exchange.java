package dev.chancery.edge.front;

import dev.chancery.edge.access.AccessGate;
import dev.chancery.edge.access.Admission;
import dev.chancery.edge.access.Asked;
import dev.chancery.edge.access.Guest;
import dev.chancery.edge.answer.Answer;
import dev.chancery.edge.answer.Reason;
import dev.chancery.edge.belief.Belief;
import dev.chancery.edge.belief.Origin;
import dev.chancery.edge.belief.ServedSite;
import dev.chancery.edge.fields.RequestFields;
import dev.chancery.edge.fields.Visitor;
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
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * A request's way to the origin and its answer's way back. Both stream; whoever cannot keep up holds the other up, so that no
 * more than what a socket's read brings is ever held here.
 *
 * <p>Where it is decided who is let in, the lease is looked at again before the first byte of the answer and on
 * every part of a body (DESIGN 4.3).
 */
abstract class Exchange extends ChannelInboundHandlerAdapter {
    /** What is read of a request that was answered before it had ended, so that its sender gets to the answer. */
    static final long MOST_DISCARDED = 1 << 20;

    private static final long MOST_HELD_NANOS = 10_000_000_000L;

    /** Where the exchange stands. */
    enum Phase {
        /** Nothing is under way. */
        IDLE,
        /** The request waits for what is being found out of its client. */
        HELD,
        /** The origin is being called. */
        CALLING,
        /** Request and answer are passing. */
        PASSING,
        /** Answered; the rest of the request is thrown away. */
        ANSWERED,
        /** The client is gone, or the connection has become something else. */
        OVER
    }

    /** A request that waits: whom it named as its host, and what it is answered in the end. */
    private record Held(HttpRequest head, String host, Answer otherwise) {}

    final Passage passage;
    final FrontParts parts;
    private final Visitor visitor;
    private final Loop loop;
    private final String via;
    private final OriginSide origin;

    Phase phase = Phase.IDLE;
    private @Nullable ChannelHandlerContext context;
    private @Nullable ServedSite site;
    private @Nullable Guest guest;
    private @Nullable Held held;
    private boolean carried;
    private String requestId = "";
    private @Nullable String accept;

    /** The request under way, or the last. */
    @Nullable
    HttpRequest request;

    /** Whether the request has arrived as a whole. */
    boolean requestDone;

    /** Whether a final answer has begun to go out. */
    boolean answerBegun;

    /** When something last went on, by the monotonic clock. */
    long progress;

    /** How much more could be written, in bytes, when that was last looked at; below zero, how much too much was. */
    private long room;

    Exchange(Passage passage, Visitor visitor, Loop loop, FrontParts parts, String via) {
        this.passage = passage;
        this.visitor = visitor;
        this.loop = loop;
        this.parts = parts;
        this.via = via;
        this.origin = new OriginSide(this, loop.origins(), parts);
        this.progress = parts.nanos().getAsLong();
    }

    /** The answer is out. The exchange may begin another, or ends; {@link #requestDone} tells whether the client is done too. */
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

    final String requestId() {
        return requestId;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        room = room(added.channel());
    }

    private static long room(Channel channel) {
        return channel.bytesBeforeUnwritable() - channel.bytesBeforeWritable();
    }

    /** Takes it for progress if the client has taken some of what was written since the last look. */
    final void look(long now) {
        long left = room(context().channel());
        if (left != room) {
            room = left;
            progress = now;
        }
    }

    /** A request's head has arrived. */
    final void begin(HttpRequest head) {
        request = head;
        requestDone = false;
        answerBegun = false;
        site = null;
        guest = null;
        carried = false;
        requestId = loop.nextId();
        accept = head.headers().get(HttpHeaderNames.ACCEPT);
        progress = parts.nanos().getAsLong();
        @Nullable Reason fault = RequestReading.fault(head);
        @Nullable String host = fault == null ? RequestReading.host(head, passage.hostname()) : null;
        if (host == null) {
            answer(Answer.of(fault == null ? Reason.UNREADABLE_REQUEST : fault));
            return;
        }
        decide(head, host);
    }

    private void decide(HttpRequest head, String host) {
        Belief belief = parts.belief().get();
        switch (passage.decide(belief, host)) {
            case Decision.Turn(Answer answer) -> answer(answer);
            case Decision.Pass pass -> enter(head, belief, pass, host);
            case Decision.Hold(Answer otherwise) -> {
                held = new Held(head, host, otherwise);
                phase = Phase.HELD;
                loop.hold(this);
            }
        }
    }

    /** Decides anew on a request that was held, by what is believed now. */
    final void decideAgain() {
        Held waited = held;
        if (phase != Phase.HELD || waited == null) {
            return;
        }
        held = null;
        decide(waited.head(), waited.host());
        if (phase != Phase.HELD) {
            origin.begun();
        }
    }

    private void enter(HttpRequest head, Belief belief, Decision.Pass pass, String host) {
        ServedSite to = pass.site();
        Admission admission = to.access() == ServedSite.Access.NONE
                ? Admission.OPEN
                : parts.access()
                        .admit(
                                belief.bundle().config().access(),
                                to,
                                new Asked(head, visitor, passage.certificate(belief, to.hostname())));
        switch (admission) {
            case Admission.Turned(Answer answer) -> answer(answer);
            case Admission.Through through -> pass(head, pass, through, host);
            case Admission.Carried there -> carry(head, pass, there, host);
        }
    }

    private void pass(HttpRequest head, Decision.Pass pass, Admission.Through through, String host) {
        @Nullable Origin to = pass.site().origin();
        if (to == null) {
            answer(Answer.of(Reason.NO_ROUTE));
            return;
        }
        guest = through.guest();
        if (guest != null) {
            passage.remember(guest);
        }
        boolean webSocket = RequestReading.asksForWebSocket(head);
        RequestFields.towardsOrigin(head.headers(), visitor, host, via, requestId);
        pass.told().set(head.headers());
        through.told().set(head.headers());
        if (webSocket) {
            RequestFields.askForWebSocket(head.headers());
        }
        call(head, pass.site(), to, webSocket);
    }

    private void carry(HttpRequest head, Decision.Pass pass, Admission.Carried there, String host) {
        carried = true;
        RequestFields.towardsAccess(head.headers(), visitor, host, there.secret(), requestId);
        head.setUri(there.target());
        call(head, pass.site(), there.to(), false);
    }

    private void call(HttpRequest head, ServedSite at, Origin to, boolean webSocket) {
        if (HttpUtil.getContentLength(head, 0L) > parts.limits().bodyBytes()) {
            answer(Answer.of(Reason.BODY_TOO_LARGE));
            return;
        }
        site = at;
        head.setProtocolVersion(HttpVersion.HTTP_1_1);
        phase = Phase.CALLING;
        origin.call(to, webSocket);
    }

    /** Whether what is under way may go on under a belief. */
    boolean mayStay(Belief belief) {
        return (phase != Phase.CALLING && phase != Phase.PASSING) || mayGoOn(belief);
    }

    /** What was let through while nothing protected its place is asked now, as of somebody who showed nothing. */
    final boolean mayGoOn(Belief belief) {
        HttpRequest of = request;
        if (site == null || of == null || carried) {
            return true;
        }
        @Nullable ServedSite now = belief.sites().find(site.hostname());
        if (now == null || now.access() != ServedSite.Access.APPLICATIONS) {
            return true;
        }
        return passage.mayStay(
                guest != null ? guest : Guest.unknown(now.hostname(), AccessGate.path(of.uri()), visitor.ip()), belief);
    }

    /** Whether whom the request was let in as has to go by now. */
    final boolean outstayed() {
        return guest != null && parts.access().isOver(guest);
    }

    /** Whether the request is one for the role that signs people in. */
    final boolean isCarried() {
        return carried;
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
            case HELD, CALLING -> origin.keep(part);
            case PASSING -> origin.forward(part);
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
        if (phase == Phase.HELD || phase == Phase.CALLING || phase == Phase.PASSING) {
            answerOrBreakOff(Answer.of(Reason.UNREADABLE_REQUEST));
        }
    }

    /** Whether it is decided at the hostname who is let in, and the lease is over. */
    final boolean unleased() {
        return site != null && site.guarded() && !parts.lease().holds();
    }

    /** Cuts, and answers true, if {@link #unleased()}. */
    final boolean lapsed() {
        boolean unleased = unleased();
        if (unleased) {
            cut();
        }
        return unleased;
    }

    /** Passes an interim answer on, if the client knows such. */
    final void interim(HttpResponse response) {
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

    final void answerOrBreakOff(Answer answer) {
        if (answerBegun) {
            origin.drop();
            phase = Phase.OVER;
            breakOff();
        } else {
            answer(answer);
        }
    }

    /** Answers in the edge's own name; what the origin was to get or to say is dropped. */
    final void answer(Answer answer) {
        origin.drop();
        phase = Phase.ANSWERED;
        answerBegun = true;
        parts.meters().answered(answer.reason());
        FullHttpResponse response = answer.render(accept, requestId, isHead());
        frame(response, true);
        write(response);
        context().flush();
        finished();
    }

    /** The client is gone: so is the reason for all of it. */
    final void over() {
        phase = Phase.OVER;
        origin.drop();
    }

    final void reading(boolean on) {
        var _ = context().channel().config().setAutoRead(on);
    }

    final void write(HttpObject part) {
        Channel channel = context().channel();
        var _ = context().write(part, channel.voidPromise());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext rested) {
        origin.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext changed) {
        if (changed.channel().isWritable()) {
            origin.readOn();
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
        if (phase == Phase.HELD && held != null) {
            if (waited > MOST_HELD_NANOS) {
                answer(held.otherwise());
            } else {
                // Asks again, should nobody have heard it.
                decideAgain();
            }
            return;
        }
        if (phase != Phase.PASSING) {
            return;
        }
        if (!requestDone && waited > limits.stall().toNanos()) {
            answerOrBreakOff(Answer.of(origin.canTake() ? Reason.REQUEST_TOO_SLOW : Reason.ORIGIN_TOO_SLOW));
        } else if (requestDone && waited > (answerBegun ? limits.stall() : limits.answer()).toNanos()) {
            answerOrBreakOff(Answer.of(Reason.ORIGIN_TOO_SLOW));
        }
    }
}
