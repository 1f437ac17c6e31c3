package dev.chancery.control.accessservicetokens;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chancery.control.v4.Rfc3339;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A service token as the API shows it. The secret is there only in the answer that made it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ServiceTokenJson(
        String id,
        String name,
        String clientId,
        @Nullable String clientSecret,
        long clientSecretVersion,
        @Nullable String previousClientSecretExpiresAt,
        String duration,
        @Nullable String expiresAt,
        boolean enabled,
        @Nullable String lastSeenAt,
        String createdAt,
        String updatedAt) {
    static ServiceTokenJson of(ServiceToken token) {
        return of(token, null);
    }

    static ServiceTokenJson of(WithSecret made) {
        return of(made.token(), made.secret().reveal());
    }

    static ServiceTokenJson of(UpdateServiceToken.Updated updated) {
        return of(updated.token(), updated.secret().map(ClientSecret::reveal).orElse(null));
    }

    private static ServiceTokenJson of(ServiceToken token, @Nullable String secret) {
        return new ServiceTokenJson(
                token.id().toString(),
                token.name(),
                token.clientId(),
                secret,
                token.secretVersion(),
                micros(token.previousSecretExpiresOn()),
                token.lifetime().text(),
                micros(token.expiresOn()),
                token.enabled(),
                micros(token.lastSeenOn()),
                Rfc3339.micros(token.createdOn()),
                Rfc3339.micros(token.updatedOn()));
    }

    private static @Nullable String micros(Optional<Instant> instant) {
        return instant.map(Rfc3339::micros).orElse(null);
    }
}
