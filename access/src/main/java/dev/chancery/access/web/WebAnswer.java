package dev.chancery.access.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** An answer: status, header fields and body. */
public final class WebAnswer {
    private final int status;
    private final String contentType;
    private final byte[] body;
    private final List<Field> fields;

    /**
     * A header field.
     *
     * @param name lower case
     */
    public record Field(String name, String value) {
        @Override
        public String toString() {
            return name;
        }
    }

    private WebAnswer(int status, String contentType, byte[] body, List<Field> fields) {
        this.status = status;
        this.contentType = contentType;
        this.body = body;
        this.fields = List.copyOf(fields);
    }

    /** An answer of any kind. */
    public static WebAnswer of(int status, String contentType, byte[] body) {
        return new WebAnswer(status, contentType, body.clone(), List.of());
    }

    /** JSON. */
    public static WebAnswer json(int status, JsonNode json) {
        return new WebAnswer(status, "application/json", json.toString().getBytes(StandardCharsets.UTF_8), List.of());
    }

    /** Text. */
    public static WebAnswer text(int status, String text) {
        return new WebAnswer(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8), List.of());
    }

    /** A page, which is nobody's to keep or to frame and loads nothing from elsewhere unless its policy says so. */
    public static WebAnswer html(int status, String page, String contentSecurityPolicy) {
        return new WebAnswer(status, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8), List.of())
                .with("content-security-policy", contentSecurityPolicy)
                .with("x-frame-options", "DENY");
    }

    /** Sends the browser on with a GET (302). */
    public static WebAnswer redirect(URI to) {
        return new WebAnswer(302, "text/plain; charset=utf-8", new byte[0], List.of())
                .with("location", to.toASCIIString());
    }

    /** This answer with one more header field. */
    public WebAnswer with(String lowerCaseName, String value) {
        List<Field> more = new ArrayList<>(fields);
        more.add(new Field(lowerCaseName, value));
        return new WebAnswer(status, contentType, body, more);
    }

    /** This answer with a cookie. */
    public WebAnswer with(SetCookie cookie) {
        return with("set-cookie", cookie.header());
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The media type. */
    public String contentType() {
        return contentType;
    }

    /** The body, which is the caller's. */
    public byte[] body() {
        return body.clone();
    }

    /** The header fields, beside the content type. */
    public List<Field> fields() {
        return fields;
    }

    @Override
    public String toString() {
        return "WebAnswer[%d %s]".formatted(status, contentType);
    }
}
