package dev.chancery.access.web;

import java.time.Duration;

/**
 * One endpoint.
 *
 * @param method its method; a GET route answers HEAD too
 * @param path begins with a slash; <code>{name}</code> stands for one segment
 * @param reader who reads what it refuses
 * @param patience how long an answer may take
 * @param handler answers; runs on a virtual thread, so it may wait
 */
public record AccessRoute(Method method, String path, Reader reader, Duration patience, Handler handler) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The methods routes have. */
    public enum Method {
        GET,
        POST
    }

    /** Who reads a refusal: it comes as JSON or as a page. */
    public enum Reader {
        PROGRAM,
        PERSON
    }

    /** Answers a request. */
    public interface Handler {
        /**
         * @throws WebRefusal for what is the caller's fault
         */
        WebAnswer answer(WebRequest request);
    }

    /** An endpoint programs call: {@code {"status":…,"message":…}} when it refuses. */
    public static AccessRoute api(Method method, String path, Handler handler) {
        return new AccessRoute(method, path, Reader.PROGRAM, PATIENCE, handler);
    }

    /** An endpoint browsers are sent to: a page when it refuses. */
    public static AccessRoute page(Method method, String path, Handler handler) {
        return new AccessRoute(method, path, Reader.PERSON, PATIENCE, handler);
    }

    /** The same, given more time or less. */
    public AccessRoute within(Duration time) {
        return new AccessRoute(method, path, reader, time, handler);
    }
}
