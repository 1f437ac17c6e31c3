package dev.chancery.control.v4;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an endpoint says. */
public sealed interface Answer {
    /** The HTTP status. */
    int status();

    /**
     * A v4 envelope of success.
     *
     * @param status 200, 201 or 202, as the contract says of the operation
     * @param result rendered by Jackson in snake case; null is written as null
     * @param info paging of a list; null elsewhere
     * @param messages informational messages; mostly empty
     */
    record Enveloped(
            int status, @Nullable Object result, @Nullable ResultInfo info, List<Message> messages) implements Answer {
        public Enveloped {
            messages = List.copyOf(messages);
        }
    }

    /**
     * Bytes as they are: certificates, CRLs, OCSP responses, metrics.
     *
     * @param status the HTTP status
     * @param contentType the media type
     * @param body the bytes
     * @param headers further headers, lower-case names
     */
    @SuppressWarnings("ArrayRecordComponent") // handed to the socket and forgotten; never compared
    record Raw(int status, String contentType, byte[] body, Map<String, String> headers) implements Answer {
        public Raw {
            headers = Map.copyOf(headers);
        }
    }

    /** An informational message, e.g. of a token verification. */
    record Message(int code, String message) {}

    /** 200 with a single result. */
    static Answer ok(@Nullable Object result) {
        return new Enveloped(200, result, null, List.of());
    }

    /** 201 with a single result. */
    static Answer created(Object result) {
        return new Enveloped(201, result, null, List.of());
    }

    /** 202 with a single result. */
    static Answer accepted(Object result) {
        return new Enveloped(202, result, null, List.of());
    }

    /** 202 with a whole list that has no paging. */
    static Answer acceptedWhole(List<?> items) {
        return new Enveloped(202, items, ResultInfo.whole(items.size()), List.of());
    }

    /** 200 with a page of a list. */
    static Answer list(List<?> items, ResultInfo info) {
        return new Enveloped(200, items, info, List.of());
    }

    /** 200 with a whole list that has no paging: everything is page 1. */
    static Answer whole(List<?> items) {
        return list(items, ResultInfo.whole(items.size()));
    }
}
