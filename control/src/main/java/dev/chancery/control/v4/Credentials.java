package dev.chancery.control.v4;

import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Fault;
import dev.chancery.control.refusal.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The credentials of a request, read but not yet checked. A Bearer header wins when both schemes are sent. */
public sealed interface Credentials {
    /** {@code Authorization: Bearer …}. */
    record Bearer(String token) implements Credentials {
        @Override
        public String toString() {
            return "Bearer[…]";
        }
    }

    /** {@code X-Auth-Email} with {@code X-Auth-Key}. */
    record EmailAndKey(String email, String key) implements Credentials {
        @Override
        public String toString() {
            return "EmailAndKey[%s, …]".formatted(email);
        }
    }

    /**
     * Reads the headers; each is null when absent.
     *
     * @throws Refusal if there are none (9106), or one is malformed (6003 with its chain)
     */
    static Credentials read(@Nullable String authorization, @Nullable String email, @Nullable String key) {
        if (authorization != null) {
            return bearer(authorization)
                    .orElseThrow(() -> malformed(List.of(
                            ErrorCode.INVALID_AUTHORIZATION_FORMAT.at("Invalid format for Authorization header"))));
        }
        if (email == null || key == null) {
            throw ErrorCode.MISSING_CREDENTIALS.refusal("Missing X-Auth-Key, X-Auth-Email or Authorization headers");
        }
        List<Fault> chain = new ArrayList<>();
        if (!Shape.EMAIL.matcher(email).matches()) {
            chain.add(ErrorCode.INVALID_EMAIL_FORMAT.at("Invalid format for X-Auth-Email header"));
        }
        if (!Shape.KEY.matcher(key).matches()) {
            chain.add(ErrorCode.INVALID_KEY_FORMAT.at("Invalid format for X-Auth-Key header"));
        }
        if (!chain.isEmpty()) {
            throw malformed(chain);
        }
        return new EmailAndKey(email, key);
    }

    private static Refusal malformed(List<Fault> chain) {
        return new Refusal(
                ErrorCode.INVALID_REQUEST_HEADERS.at("Invalid request headers").causedBy(chain.toArray(Fault[]::new)));
    }

    private static Optional<Credentials> bearer(String authorization) {
        if (!authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return Optional.empty();
        }
        String token = authorization.substring(7).strip();
        return Shape.TOKEN.matcher(token).matches() ? Optional.of(new Bearer(token)) : Optional.empty();
    }

    /** What each credential looks like before anyone asks whether it is known. */
    final class Shape {
        private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/=-]{16,256}");
        private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s]{1,255}");
        private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{32,80}");

        private Shape() {}
    }
}
