package dev.chancery.access.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.access.AccessHouse;
import dev.chancery.testkit.Caller;
import dev.chancery.testkit.Reply;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser behind an edge: it keeps each host's cookies and goes where it is sent when told to. */
final class Browser {
    private static final Pattern FIELD =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">");

    private final AccessHouse access;
    private final Map<String, Map<String, String>> cookies = new HashMap<>();

    Browser(AccessHouse access) {
        this.access = access;
    }

    /** Has a cookie as an edge would have set it. */
    Browser with(String host, String name, String value) {
        cookies.computeIfAbsent(host, _ -> new HashMap<>()).put(name, value);
        return this;
    }

    String cookie(String host, String name) {
        return cookies.getOrDefault(host, Map.of()).getOrDefault(name, "");
    }

    Reply get(String url) {
        return send(url, HttpRequest.Builder::GET);
    }

    Reply post(String url, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(
                url,
                request -> request.header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Follows the redirect of a reply. */
    Reply follow(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(302);
        return get(reply.header("location"));
    }

    /** The hidden field of a page. */
    static String field(Reply page, String name) {
        Matcher matcher = FIELD.matcher(page.text());
        while (matcher.find()) {
            if (matcher.group(1).equals(name)) {
                return matcher.group(2);
            }
        }
        throw new AssertionError("no field " + name + " in " + page.text());
    }

    private interface Kind {
        HttpRequest.Builder of(HttpRequest.Builder request);
    }

    private Reply send(String url, Kind kind) {
        URI uri = URI.create(url);
        Map<String, String> jar = cookies.computeIfAbsent(uri.getHost(), _ -> new HashMap<>());
        Caller caller = access.at(uri.getRawAuthority());
        if (!jar.isEmpty()) {
            caller = caller.with(
                    "Cookie",
                    jar.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        Reply reply = Caller.send(kind.of(caller.to(uri.getRawPath() + query)));
        reply.response().headers().allValues("set-cookie").forEach(line -> {
            assertThat(line).contains("; Secure").contains("; Path=/").contains("SameSite=");
            String pair = line.substring(0, line.indexOf(';'));
            int equals = pair.indexOf('=');
            if (line.contains("Expires=Thu, 1 Jan 1970")) {
                jar.remove(pair.substring(0, equals));
            } else {
                jar.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        });
        return reply;
    }
}
