package dev.chancery.edge.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.chancery.trust.access.AccessApplication;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request shows of who makes it.
 *
 * @param tokens those that may be application tokens, unread
 * @param service a service token; null if none is shown
 * @param secretField the field of the application's own choice in which it came; null if it came in those meant for it
 */
record Shown(
        List<String> tokens,
        @Nullable ShownService service,
        @Nullable String secretField) {
    /** The cookie an application token comes in. */
    static final String COOKIE = "CF_Authorization";

    private static final String TOKEN = "cf-access-token";
    private static final String CLIENT_ID = "cf-access-client-id";
    private static final String CLIENT_SECRET = "cf-access-client-secret";

    /** Each costs a verification, so that nobody gets as many as fit into a header block. */
    private static final int MOST_TOKENS = 8;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    Shown {
        tokens = List.copyOf(tokens);
    }

    /** Reads what a request for an application shows. */
    static Shown of(HttpHeaders fields, AccessApplication application) {
        List<String> tokens = new ArrayList<>(1);
        String named = fields.get(TOKEN);
        if (named != null) {
            tokens.add(named.strip());
        }
        tokens.addAll(Cookies.values(fields, COOKIE, MOST_TOKENS));
        String id = fields.get(CLIENT_ID);
        String secret = fields.get(CLIENT_SECRET);
        if (id != null && secret != null) {
            return new Shown(tokens, ShownService.of(id.strip(), secret.strip()), null);
        }
        String name = application.serviceTokenHeader();
        String both = name == null ? null : fields.get(name);
        ShownService service = both == null ? null : inOne(both);
        return new Shown(tokens, service, service == null ? null : name);
    }

    /** {@code {"cf-access-client-id": …, "cf-access-client-secret": …}}, for clients that have one header to give. */
    private static @Nullable ShownService inOne(String text) {
        try {
            JsonNode read = JSON.readTree(text);
            JsonNode id = read.path(CLIENT_ID);
            JsonNode secret = read.path(CLIENT_SECRET);
            return id.isTextual() && secret.isTextual() ? ShownService.of(id.textValue(), secret.textValue()) : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    /** Neither tokens nor secrets. */
    @Override
    public String toString() {
        return "Shown[" + tokens.size() + " tokens, " + service + "]";
    }
}
