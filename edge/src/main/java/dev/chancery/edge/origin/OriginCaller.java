package dev.chancery.edge.origin;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;

/** Who waits for what an origin answers. Called on one event loop only. */
public interface OriginCaller {
    /** Why there is no line. */
    enum Unreachable {
        /** No connection, or no TLS. */
        REFUSED,
        /** Not in time. */
        TIMED_OUT,
        /** As many connections as allowed are open. */
        BUSY
    }

    /** How a line was lost. */
    enum Loss {
        /** It broke, and nobody knows how far the origin had come with the request. */
        BROKEN,
        /** The origin has said that it did nothing with the request (RFC 9113 section 8.7). */
        REFUSED,
        /** What came was no answer. */
        UNREADABLE
    }

    /** A line is there; requests may be sent. */
    void connected(OriginLine line);

    /** There is none and will be none. */
    void unreachable(Unreachable why);

    /** The head of an answer: an interim one (1xx), 101, or the final one. */
    void head(HttpResponse response);

    /** A part of the final answer's body, the last one a {@code LastHttpContent}. The receiver releases it. */
    void body(HttpContent content);

    /** What has arrived so far was handed over: time to flush. */
    void rested();

    /** The origin takes more again. */
    void takesMore();

    /** The line was lost before the answer was complete. */
    void lost(Loss how);
}
