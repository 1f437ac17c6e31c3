package dev.chancery.access.signin;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who signed in, as the identity provider says.
 *
 * @param email lower case
 * @param name for people; empty where nobody said
 * @param methods how they signed in ({@code amr}, RFC 8176)
 * @param groups the groups they are in
 * @param claims what else was said, by name
 * @param until when the provider wants the session to have ended
 */
public record Identity(
        String email,
        String name,
        Set<String> methods,
        Set<String> groups,
        Map<String, Set<String>> claims,
        Optional<Instant> until) {
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>\"\\x00-\\x1f]{1,64}@[A-Za-z0-9.-]{1,253}");

    public Identity {
        methods = Set.copyOf(methods);
        groups = Set.copyOf(groups);
        claims = Map.copyOf(claims);
    }

    /**
     * Somebody, by the address a provider gave.
     *
     * @throws SignInRefused if it is no address
     */
    public static Identity of(
            String email, String name, Set<String> methods, Set<String> groups, Map<String, Set<String>> claims)
            throws SignInRefused {
        if (!isAddress(email)) {
            throw new SignInRefused("The identity provider gave no e-mail address.");
        }
        return new Identity(email.toLowerCase(Locale.ROOT), name, methods, groups, claims, Optional.empty());
    }

    /** The same, whose session is to have ended at an instant. */
    public Identity until(Optional<Instant> end) {
        return new Identity(email, name, methods, groups, claims, end);
    }

    /** Whether a text is an e-mail address. */
    static boolean isAddress(String text) {
        return ADDRESS.matcher(text).matches();
    }
}
