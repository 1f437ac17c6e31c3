package dev.chancery.access.web;

import dev.chancery.trust.Hostname;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A request as the edge passed it on.
 *
 * @param id names it in the log and on its answer
 * @param method its method as it came: HEAD where a GET route is asked so
 * @param host the host the client asked for
 * @param base where the client reached it: {@code https://host[:port]}
 * @param path its path as it came, without the query
 * @param placeholders what stands in the path where the route has <code>{name}</code>
 * @param query the parameters of its query
 * @param form the parameters of its body where that is a form; none otherwise
 * @param cookies by name; of several of one name the first
 * @param headers looks up a header by its lower-case name
 * @param body its body
 * @param client the address of the client as the edge saw it
 */
public record WebRequest(
        String id,
        String method,
        Hostname host,
        URI base,
        String path,
        Map<String, String> placeholders,
        Parameters query,
        Parameters form,
        Map<String, String> cookies,
        Function<String, Optional<String>> headers,
        Body body,
        String client) {
    public WebRequest {
        placeholders = Map.copyOf(placeholders);
        cookies = Map.copyOf(cookies);
    }

    /** A body. */
    public static final class Body {
        private final byte[] bytes;

        /**
         * @param bytes taken over
         */
        public Body(byte[] bytes) {
            this.bytes = bytes;
        }

        /** The bytes, which are the caller's. */
        public byte[] bytes() {
            return bytes.clone();
        }

        @Override
        public String toString() {
            return "Body[%d bytes]".formatted(bytes.length);
        }
    }

    /** A header. */
    public Optional<String> header(String lowerCaseName) {
        return headers.apply(lowerCaseName);
    }

    /** A cookie. */
    public Optional<String> cookie(String name) {
        return Optional.ofNullable(cookies.get(name));
    }

    /**
     * What stands in the path for a name of the route.
     *
     * @throws IllegalArgumentException if the route has no such name
     */
    public String placeholder(String name) {
        String value = placeholders.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route has no {" + name + "}");
        }
        return value;
    }

    /** Shows where it went, nothing it carried. */
    @Override
    public String toString() {
        return "WebRequest[%s %s%s]".formatted(method, host, path);
    }
}
