package dev.chancery.edge.access;

import dev.chancery.edge.access.Verdicts.Why;
import dev.chancery.edge.answer.Answer;
import dev.chancery.edge.answer.Reason;
import dev.chancery.pki.Der;
import dev.chancery.trust.AccessConfig;
import dev.chancery.trust.AccessEntry;
import dev.chancery.trust.access.AccessApplication;
import io.netty.handler.codec.http.HttpRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers a request of somebody who is not known yet: a browser is sent to the auth domain, a program is told 401.
 *
 * <p>The browser is given a nonce, and the auth domain the nonce's digest. What comes of the sign-in is good only in the browser
 * that shows the nonce again, so that nobody can be signed in as somebody else by a link.
 */
final class SignIn {
    private static final String SESSION = "CF_AppSession";
    private static final int NONCE_BYTES = 16;
    private static final int MOST_NONCES = 4;

    /** A target that is longer comes back as the root: it would not fit into the address of a page. */
    private static final int MOST_TARGET = 4 << 10;

    private final SecureRandom random;

    SignIn(SecureRandom random) {
        this.random = random;
    }

    Answer answer(AccessConfig access, AccessApplication application, String host, HttpRequest request, Why why) {
        Map<String, String> fields = new LinkedHashMap<>(Refusing.names(application, host));
        if (!Navigation.is(request)) {
            fields.put("www-authenticate", "Cloudflare-Access realm=\"" + host + "\"");
            return Answer.of(Reason.TOKEN_MISSING, why.word(), why.sentence()).with(fields);
        }
        Optional<AccessEntry.Organization> organization = access.organization(application.account());
        if (organization.isEmpty() || access.plane().isEmpty()) {
            return Answer.of(Reason.ACCESS_UNAVAILABLE);
        }
        List<String> nonces = Cookies.values(request.headers(), SESSION, MOST_NONCES).stream()
                .filter(SignIn::isNonce)
                .toList();
        String nonce = nonces.isEmpty() ? drawn() : nonces.getFirst();
        if (nonces.isEmpty()) {
            fields.put("set-cookie", SESSION + "=" + nonce + "; Path=/; Max-Age=86400; HttpOnly; Secure; SameSite=Lax");
        }
        fields.put("location", location(organization.get(), application, host, request.uri(), nonce));
        return Answer.of(Reason.SIGN_IN, why.word(), Reason.SIGN_IN.sentence()).with(fields);
    }

    private static String location(
            AccessEntry.Organization organization,
            AccessApplication application,
            String host,
            String target,
            String nonce) {
        String back = target.startsWith("/") && target.length() <= MOST_TARGET ? target : "/";
        return organization.authUrl() + "/cdn-cgi/access/login/" + host
                + "?kid=" + application.aud()
                + "&redirect_url=" + URLEncoder.encode(back, StandardCharsets.UTF_8)
                + "&app_session="
                + Der.of(nonce.getBytes(StandardCharsets.US_ASCII)).sha256Hex();
    }

    private String drawn() {
        byte[] bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static boolean isNonce(String text) {
        return text.length() == 2 * NONCE_BYTES
                && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }
}
