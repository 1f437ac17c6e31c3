package dev.chancery.access.saml;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who an assertion says somebody is.
 *
 * @param email lower case
 * @param nameId what the identity provider calls the person
 * @param attributes by their names, in the assertion's order, each with its values; at most 128
 * @param assertionId not to be believed again before {@code until}
 * @param until when nobody would believe the assertion any more
 * @param sessionUntil when the identity provider wants the session to have ended
 */
public record SamlIdentity(
        String email,
        String nameId,
        Map<String, List<String>> attributes,
        String assertionId,
        Instant until,
        Optional<Instant> sessionUntil) {
    public SamlIdentity {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        attributes.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        attributes = Collections.unmodifiableMap(copy);
    }
}
