package dev.chancery.edge.answer;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One answer in the edge's own name.
 *
 * @param reason why, from the fixed list
 * @param word what stands as {@code reason} for machines: the list's word or a more precise one, as {@code revoked}
 * @param sentence for people; may name a certificate, so it is escaped
 * @param fields further header fields
 */
public record Answer(Reason reason, String word, String sentence, Map<String, String> fields) {
    private static final String NO_STORE = "no-store";
    private static final String STYLE =
            ":root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;margin:0;padding:1rem;min-height:80vh;"
                    + "display:grid;place-content:center}main{max-width:26rem}h1{margin:0}small{opacity:.7}";

    /** The answer for a reason that says it all. */
    public static Answer of(Reason reason) {
        return new Answer(reason, reason.word(), reason.sentence(), Map.of());
    }

    /** The answer with a word and a sentence more precise than the reason's own. */
    public static Answer of(Reason reason, String word, String sentence) {
        return new Answer(reason, word, sentence, Map.of());
    }

    /** The same with these header fields too. */
    public Answer with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(fields);
        all.putAll(more);
        return new Answer(reason, word, sentence, Map.copyOf(all));
    }

    /**
     * As a response: a page if {@code Accept} names HTML and not JSON first, otherwise the envelope of the v4 API.
     *
     * @param head whether the request was a HEAD, whose answer has fields and no body
     */
    public FullHttpResponse render(@Nullable String accept, String requestId, boolean head) {
        boolean page = prefersPage(accept);
        byte[] body = (page ? page(requestId) : envelope(requestId)).getBytes(StandardCharsets.UTF_8);
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(reason.status()),
                head ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(body));
        response.headers()
                .set(
                        HttpHeaderNames.CONTENT_TYPE,
                        page ? "text/html; charset=utf-8" : HttpHeaderValues.APPLICATION_JSON)
                .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
                .set(HttpHeaderNames.CACHE_CONTROL, NO_STORE)
                .set("x-request-id", requestId)
                .set("x-chancery-reason", word);
        fields.forEach((name, value) -> response.headers().set(name, value));
        return response;
    }

    private static boolean prefersPage(@Nullable String accept) {
        if (accept == null) {
            return false;
        }
        int html = accept.indexOf("text/html");
        int json = accept.indexOf("application/json");
        return html >= 0 && (json < 0 || html < json);
    }

    private String envelope(String requestId) {
        return """
                {"success":false,"errors":[{"code":%d,"message":"%s","reason":"%s"}],"messages":[],"result":null,"request_id":"%s"}
                """.formatted(reason.code(), json(sentence), word, requestId);
    }

    private String page(String requestId) {
        return """
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
                <title>%1$d</title><style>%5$s</style></head>
                <body><main><h1>%1$d</h1><p>%2$s</p><p><small>%3$s · request %4$s</small></p></main></body></html>
                """.formatted(reason.status(), html(sentence), word, requestId, STYLE);
    }

    private static String json(String text) {
        StringBuilder out = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append("\\u%04x".formatted((int) c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static String html(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
