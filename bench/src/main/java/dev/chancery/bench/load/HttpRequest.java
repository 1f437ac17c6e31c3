package dev.chancery.bench.load;

import java.net.URI;
import java.nio.charset.StandardCharsets;

/** The bytes of HTTP/1.1 requests, made once so that a load only has to write them. */
public final class HttpRequest {

    private HttpRequest() {}

    /**
     * Returns a request with a JSON body.
     *
     * @param token the Bearer token, or an empty string for none
     */
    public static byte[] withBody(String method, URI target, String token, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head = head(method, target, token) + "Content-Type: application/json\r\nContent-Length: " + bytes.length
                + "\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Returns a request without a body.
     *
     * @param token the Bearer token, or an empty string for none
     */
    public static byte[] withoutBody(String method, URI target, String token) {
        return (head(method, target, token) + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String head(String method, URI target, String token) {
        String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
        String authorization = token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n";
        return method + " " + target.getRawPath() + query + " HTTP/1.1\r\nHost: " + target.getRawAuthority() + "\r\n"
                + authorization;
    }
}
