package dev.chancery.access.web;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * A page for people: readable without scripts, nothing loaded from elsewhere.
 *
 * <p>Every text goes in through {@link #escaped}; markup is written in this package and by its callers only.
 */
public final class Page {
    private static final String STYLE = """
            :root{color-scheme:light dark;--ground:#eef0f3;--on-ground:#4a5260;--card:#fff;--text:#1b1f24;--quiet:#58606c;--line:#c6ccd5;--mark:#2459a9;--bad:#b3261e}
            @media (prefers-color-scheme:dark){:root{--ground:#14171a;--on-ground:#a5adb8;--card:#1f2328;--text:#e7eaee;--quiet:#a5adb8;--line:#48505a;--mark:#86b4f7;--bad:#ff9c90}}
            *{box-sizing:border-box}
            body{font:16px/1.5 system-ui,sans-serif;margin:0;padding:1rem;min-height:100vh;display:flex;flex-direction:column;align-items:center;
            justify-content:center;gap:1rem;background:var(--ground);color:var(--on-ground);text-align:center;overflow-wrap:anywhere}
            header,footer{max-width:26rem;font-size:.9rem}
            header{font-size:1.05rem;font-weight:600}
            main{width:100%;max-width:26rem;padding:1.75rem;border-radius:.75rem;background:var(--card);color:var(--text);text-align:left;
            box-shadow:0 1px 3px rgb(0 0 0/.25)}
            h1{font-size:1.35rem;line-height:1.3;margin:0 0 .75rem}
            p{margin:.75rem 0}
            .quiet{color:var(--quiet)}
            a.choice,button{display:block;width:100%;margin:.75rem 0 0;padding:.7rem 1rem;font:inherit;font-weight:600;text-align:center;
            text-decoration:none;color:var(--mark);background:transparent;border:1px solid var(--line);border-radius:.5rem;cursor:pointer}
            a.choice:hover,button:hover{border-color:var(--mark)}
            :focus-visible{outline:3px solid var(--mark);outline-offset:2px}
            label{display:block;margin-top:1rem}
            input{display:block;width:100%;margin-top:.25rem;padding:.6rem;font:inherit;color:inherit;background:transparent;
            border:1px solid var(--line);border-radius:.5rem}
            .said{border-left:4px solid var(--line);padding-left:.75rem}
            .bad{border-color:var(--bad)}
            """;

    /** The style sheet, by its hash (CSP level 2): nothing injected can restyle the page. */
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

    /** A refusal, before it is known whose page it is. */
    public static WebAnswer refused(int status, String sentence) {
        return of(status, "Not let in", "<p class=\"said bad\">" + escaped(sentence) + "</p>", Look.PLAIN);
    }

    /**
     * A page.
     *
     * @param title text, for the heading too
     * @param body markup, every text in it escaped
     * @param look what stands around it
     */
    public static WebAnswer of(int status, String title, String body, Look look) {
        return of(status, title, body, look, "'self'");
    }

    /**
     * A page with a form that goes elsewhere.
     *
     * @param formAction where forms may go, in the words of Content-Security-Policy
     */
    public static WebAnswer of(int status, String title, String body, Look look, String formAction) {
        String style = look.style();
        String page = """
                <!doctype html>
                <html lang="en">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
                <meta name="robots" content="noindex"><meta name="referrer" content="no-referrer"><link rel="icon" href="data:,">
                <title>%1$s</title><style>%2$s</style>%3$s</head>
                <body>%4$s<main><h1>%1$s</h1>
                %5$s
                </main>%6$s</body></html>
                """.formatted(
                        escaped(title),
                        STYLE,
                        style.isEmpty() ? "" : "<style>" + style + "</style>",
                        around("header", look.header()),
                        body,
                        around("footer", look.footer()));
        return WebAnswer.html(
                        status,
                        page,
                        "default-src 'none'; img-src data:; style-src " + STYLE_SOURCE
                                + (style.isEmpty() ? "" : " " + source(style))
                                + "; form-action " + formAction + "; frame-ancestors 'none'; base-uri 'none'")
                .with("referrer-policy", "no-referrer")
                .with("x-content-type-options", "nosniff");
    }

    private static String around(String element, Optional<String> text) {
        return text.map(said -> "<%1$s>%2$s</%1$s>".formatted(element, escaped(said)))
                .orElse("");
    }

    /**
     * A page that goes on by itself. To a browser that is then this host's own wish, where after a redirect it is still that of the
     * site it came from: cookies with {@code SameSite=Strict} come along.
     */
    public static WebAnswer onwards(URI to, Look look) {
        return of(
                        200,
                        "One moment",
                        "<a class=\"choice\" href=\"%s\">Continue</a>".formatted(escaped(to.toString())),
                        look)
                .with("refresh", "0; url=" + to.toASCIIString());
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
        return of(200, "One moment", form.toString(), Look.PLAIN, "*; script-src " + source(SEND));
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
