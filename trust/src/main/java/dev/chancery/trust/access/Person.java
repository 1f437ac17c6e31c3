package dev.chancery.trust.access;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Somebody who signed in.
 *
 * @param email the address the identity provider vouches for, lower case
 * @param provider whom they signed in with; {@link #NO_PROVIDER} where that is not known
 * @param methods how they did ({@code amr}, RFC 8176)
 * @param groups the groups the provider said they are in
 * @param claims the provider's other claims or attributes, each with its values
 */
public record Person(
        String email, UUID provider, Set<String> methods, Set<String> groups, Map<String, Set<String>> claims) {
    /** No provider's id. */
    public static final UUID NO_PROVIDER = new UUID(0, 0);

    public Person {
        email = email.toLowerCase(Locale.ROOT);
        methods = Set.copyOf(methods);
        groups = Set.copyOf(groups);
        Map<String, Set<String>> copy = new HashMap<>();
        claims.forEach((name, values) -> copy.put(name, Set.copyOf(values)));
        claims = Map.copyOf(copy);
    }

    /** Somebody of whom the provider said no more than the address. */
    public static Person of(String email, UUID provider) {
        return new Person(email, provider, Set.of(), Set.of(), Map.of());
    }

    /** What stands behind the last {@code @} of the address; empty if there is none. */
    public String domain() {
        int at = email.lastIndexOf('@');
        return at < 0 ? "" : email.substring(at + 1);
    }
}
