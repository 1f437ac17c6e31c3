package dev.chancery.edge.access;

import dev.chancery.pki.SubjectPublicKey;
import dev.chancery.trust.access.Person;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an application token says (RFC 7519). Its signature held under one key; whether that key, and what the token says, is still
 * believed is asked on every request.
 *
 * @param kid names the key that signed it
 * @param key the key
 * @param audiences whom it is for
 * @param issuedAt whole seconds, as all its times
 * @param person who signed in; null if it speaks for a service
 * @param service the client id of a service; null if it speaks for a person
 */
record AppToken(
        String kid,
        SubjectPublicKey key,
        String issuer,
        Set<String> audiences,
        Instant issuedAt,
        Instant notBefore,
        Instant expires,
        @Nullable Person person,
        @Nullable String service) {
    AppToken {
        audiences = Set.copyOf(audiences);
    }
}
