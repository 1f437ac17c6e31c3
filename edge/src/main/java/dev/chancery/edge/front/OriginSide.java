package dev.chancery.edge.front;

import dev.chancery.edge.answer.Answer;
import dev.chancery.edge.answer.Reason;
import dev.chancery.edge.belief.Origin;
import dev.chancery.edge.fields.RequestFields;
import dev.chancery.edge.fields.ResponseFields;
import dev.chancery.edge.front.Exchange.Phase;
import dev.chancery.edge.origin.OriginCaller;
import dev.chancery.edge.origin.OriginLine;
import dev.chancery.edge.origin.Origins;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The side of an exchange that faces the origin: the line to it, and what goes over it in both directions. */
final class OriginSide implements OriginCaller {
    private final Exchange exchange;
    private final Origins origins;
    private final FrontParts parts;

    private @Nullable Origin origin;
    private @Nullable OriginLine line;
    private @Nullable Deque<HttpContent> early;
    private boolean keeps;
    private boolean retried;
    private boolean callingNow;
    private long bodyBytes;

    OriginSide(Exchange exchange, Origins origins, FrontParts parts) {
        this.exchange = exchange;
        this.origins = origins;
        this.parts = parts;
    }

    /** Calls the origin of a new request. */
    void call(Origin to, boolean webSocket) {
        origin = to;
        retried = false;
        bodyBytes = 0;
        callingNow = true;
        origins.call(to, webSocket, this);
        callingNow = false;
    }

    /** What was kept while the request was held may be on its way by now. */
    void begun() {
        OriginLine to = line;
        if (to != null) {
            to.flush();
            if (to.canTake()) {
                exchange.reading(true);
            }
        } else if (exchange.phase == Phase.ANSWERED) {
            exchange.reading(true);
        }
    }

    /** Keeps a part of the body until there is a line. */
    void keep(HttpContent part) {
        Deque<HttpContent> kept = early == null ? new ArrayDeque<>(2) : early;
        early = kept;
        kept.add(part);
        if (part.content().isReadable()) {
            exchange.reading(false);
        }
    }

    /** Sends a part of the body. */
    void forward(HttpContent part) {
        OriginLine to = line;
        if (to == null || exchange.lapsed()) {
            part.release();
            return;
        }
        bodyBytes += part.content().readableBytes();
        if (bodyBytes > parts.limits().bodyBytes()) {
            part.release();
            exchange.answerOrBreakOff(Answer.of(Reason.BODY_TOO_LARGE));
            return;
        }
        exchange.progress = parts.nanos().getAsLong();
        if (part instanceof LastHttpContent last) {
            exchange.requestDone = true;
            if (!last.trailingHeaders().isEmpty()) {
                RequestFields.removeReserved(last.trailingHeaders());
            }
        }
        to.send(part);
        if (!exchange.requestDone && !to.canTake()) {
            exchange.reading(false);
        }
    }

    /** Sends what was written. */
    void flush() {
        OriginLine to = line;
        if (to != null) {
            to.flush();
        }
    }

    /** The client takes more again. */
    void readOn() {
        OriginLine from = line;
        if (from != null) {
            exchange.progress = parts.nanos().getAsLong();
            from.reading(true);
        }
    }

    /** Whether the origin would take more than it was sent. */
    boolean canTake() {
        return line != null && line.canTake();
    }

    /** What the origin was to get or to say is dropped. */
    void drop() {
        OriginLine dropped = line;
        line = null;
        if (dropped != null) {
            dropped.release(false, 0);
        }
        Deque<HttpContent> kept = early;
        early = null;
        if (kept != null) {
            for (HttpContent part : kept) {
                exchange.requestDone |= part instanceof LastHttpContent;
                part.release();
            }
        }
    }

    @Override
    public void connected(OriginLine to) {
        HttpRequest request = exchange.request;
        if (exchange.phase != Phase.CALLING || request == null) {
            to.release(true, parts.nanos().getAsLong());
            return;
        }
        line = to;
        exchange.phase = Phase.PASSING;
        to.send(request);
        if (early != null) {
            Deque<HttpContent> kept = early;
            early = null;
            kept.forEach(this::forward);
        }
        if (!callingNow) {
            to.flush();
            if (to.canTake()) {
                exchange.reading(true);
            }
        }
    }

    @Override
    public void unreachable(Unreachable why) {
        if (exchange.phase == Phase.CALLING) {
            exchange.answer(Answer.of(
                    switch (why) {
                        case REFUSED -> exchange.isCarried() ? Reason.ACCESS_UNAVAILABLE : Reason.ORIGIN_UNREACHABLE;
                        case TIMED_OUT -> Reason.ORIGIN_TOO_SLOW;
                        case BUSY -> Reason.ORIGIN_BUSY;
                    }));
        }
    }

    @Override
    public void head(HttpResponse response) {
        exchange.progress = parts.nanos().getAsLong();
        HttpResponseStatus status = response.status();
        if (exchange.unleased()) {
            exchange.answer(Answer.of(Reason.NO_LEASE));
            return;
        }
        OriginLine from = line;
        if (from == null) {
            return;
        }
        if (status.code() == HttpResponseStatus.SWITCHING_PROTOCOLS.code()) {
            upgrade(from, response);
            return;
        }
        boolean originStays = HttpUtil.isKeepAlive(response);
        ResponseFields.towardsClient(response.headers(), exchange.requestId());
        if (status.codeClass() == HttpStatusClass.INFORMATIONAL) {
            exchange.interim(response);
            return;
        }
        boolean framed = HttpUtil.isTransferEncodingChunked(response)
                || response.headers().contains(HttpHeaderNames.CONTENT_LENGTH)
                || exchange.hasNoBody(status);
        keeps = originStays && framed;
        exchange.answerBegun = true;
        response.setProtocolVersion(HttpVersion.HTTP_1_1);
        exchange.frame(response, false);
        exchange.write(response);
    }

    private void upgrade(OriginLine from, HttpResponse response) {
        HttpRequest request = exchange.request;
        if (request == null || !request.headers().contains(HttpHeaderNames.UPGRADE)) {
            exchange.answer(Answer.of(Reason.ORIGIN_UNREADABLE));
            return;
        }
        exchange.phase = Phase.OVER;
        line = null;
        exchange.answerBegun = true;
        parts.meters().passed();
        exchange.upgrade(from, response);
    }

    @Override
    public void body(HttpContent part) {
        OriginLine from = line;
        if (exchange.phase != Phase.PASSING || from == null || exchange.lapsed()) {
            part.release();
            return;
        }
        exchange.progress = parts.nanos().getAsLong();
        boolean last = part instanceof LastHttpContent;
        exchange.write(part);
        if (last) {
            line = null;
            exchange.phase = Phase.ANSWERED;
            parts.meters().passed();
            from.release(keeps && exchange.requestDone, exchange.progress);
            exchange.context().flush();
            exchange.finished();
        } else if (!exchange.context().channel().isWritable()) {
            from.reading(false);
        }
    }

    @Override
    public void rested() {
        exchange.context().flush();
    }

    @Override
    public void takesMore() {
        if (!exchange.requestDone) {
            exchange.reading(true);
        }
    }

    @Override
    public void lost(Loss how) {
        OriginLine broken = line;
        line = null;
        Origin to = origin;
        if (exchange.phase != Phase.PASSING || broken == null || to == null) {
            return;
        }
        if (exchange.answerBegun) {
            exchange.phase = Phase.OVER;
            exchange.breakOff();
        } else if (!retried && bodyBytes == 0 && mayRetry(broken, how)) {
            retried = true;
            exchange.phase = Phase.CALLING;
            if (exchange.requestDone) {
                early = new ArrayDeque<>(1);
                early.add(LastHttpContent.EMPTY_LAST_CONTENT);
                exchange.requestDone = false;
            }
            origins.callAfresh(to, this);
        } else {
            exchange.answer(Answer.of(how == Loss.UNREADABLE ? Reason.ORIGIN_UNREADABLE : Reason.ORIGIN_BROKE_OFF));
        }
    }

    /**
     * Whether the request, of whose body nothing was sent, may be made again. An idle connection may be closed by the origin while
     * a request is on its way to it (RFC 9112 section 9.3.1); what the origin refused it may get whatever it is.
     */
    private boolean mayRetry(OriginLine broken, Loss how) {
        HttpRequest request = exchange.request;
        return switch (how) {
            case REFUSED -> true;
            case UNREADABLE -> false;
            case BROKEN ->
                broken.used()
                        && exchange.requestDone
                        && request != null
                        && RequestReading.isIdempotent(request.method());
        };
    }
}
