package dev.chancery.access.web;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/**
 * A page for people: readable without scripts, nothing loaded from elsewhere.
 *
 * <p>Every text goes in through {@link #escaped}; markup is written in this package and by its callers only.
 */
public final class Page {
    private static final String STYLE = """
            :root{color-scheme:light dark}
            body{font:16px/1.5 system-ui,sans-serif;margin:0;display:grid;place-items:center;min-height:100vh}
            main{max-width:26rem;width:calc(100% - 2rem);padding:2rem 0}
            h1{font-size:1.4rem;margin:0 0 .5rem}
            a.choice,button{display:block;width:100%;box-sizing:border-box;margin:.6rem 0;padding:.7rem 1rem;font:inherit;
            text-align:left;text-decoration:none;color:inherit;background:transparent;border:1px solid;border-radius:.4rem;cursor:pointer}
            label{display:block;margin-top:1rem}
            input{display:block;width:100%;box-sizing:border-box;padding:.6rem;font:inherit;border:1px solid;border-radius:.4rem}
            .said{border-left:3px solid;padding-left:.8rem}
            """;

    /** The one style sheet that applies, by its hash (CSP level 2): nothing injected can restyle the page. */
    private static final String STYLE_SOURCE = source(STYLE);

    private static final String SEND = "document.forms[0].submit()";

    private Page() {}

    private static String source(String text) {
        return "'sha256-" + Base64.getEncoder().encodeToString(sha256(text)) + "'";
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }

    /** A refusal. */
    public static WebAnswer refused(int status, String sentence) {
        return of(status, "Not let in", "<p class=\"said\">" + escaped(sentence) + "</p>");
    }

    /**
     * A page.
     *
     * @param title text, for the heading too
     * @param body markup, every text in it escaped
     */
    public static WebAnswer of(int status, String title, String body) {
        return of(status, title, body, "'self'");
    }

    /**
     * A page with a form that goes elsewhere.
     *
     * @param formAction where forms may go, in the words of Content-Security-Policy
     */
    public static WebAnswer of(int status, String title, String body, String formAction) {
        String page = """
                <!doctype html>
                <html lang="en">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
                <meta name="robots" content="noindex"><meta name="referrer" content="no-referrer"><title>%1$s</title><style>%2$s</style></head>
                <body><main><h1>%1$s</h1>
                %3$s
                </main></body></html>
                """.formatted(escaped(title), STYLE, body);
        return WebAnswer.html(
                        status,
                        page,
                        "default-src 'none'; style-src " + STYLE_SOURCE + "; form-action " + formAction
                                + "; frame-ancestors 'none'; base-uri 'none'")
                .with("referrer-policy", "no-referrer")
                .with("x-content-type-options", "nosniff");
    }

    /** A page that sends a form elsewhere: at once where scripts run, at the press of a button where not. */
    public static WebAnswer sending(URI to, Map<String, String> fields) {
        StringBuilder form = new StringBuilder(256);
        form.append("<form method=\"post\" action=\"")
                .append(escaped(to.toString()))
                .append("\">");
        fields.forEach((name, value) -> form.append("<input type=\"hidden\" name=\"")
                .append(escaped(name))
                .append("\" value=\"")
                .append(escaped(value))
                .append("\">"));
        form.append("<button>Continue</button></form><script>").append(SEND).append("</script>");
        // Browsers hold every redirect behind the form to this; only the provider knows where it redirects.
        return of(200, "One moment", form.toString(), "*; script-src " + source(SEND));
    }

    /** A text as it stands in markup or in a quoted attribute. */
    public static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
