package dev.chancery.control.accessservicetokens;

import java.time.Instant;
import java.util.Optional;

/**
 * What a caller wants to change of a service token; what is empty stays as it is.
 *
 * @param name its name
 * @param lifetime how long it is good, from now
 * @param enabled whether it is accepted
 * @param secretVersion a higher one than the token's asks for a new secret
 * @param previousSecretExpiresOn until when the secret before a new one is accepted; at once if empty
 */
public record ServiceTokenChange(
        Optional<String> name,
        Optional<Lifetime> lifetime,
        Optional<Boolean> enabled,
        Optional<Long> secretVersion,
        Optional<Instant> previousSecretExpiresOn) {}
