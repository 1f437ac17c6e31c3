package dev.chancery.control.v4;

import dev.chancery.control.principal.Principal;

/** Turns credentials into a principal. Implemented by the feature that keeps tokens. */
@FunctionalInterface
public interface Authenticator {
    /**
     * @param credentials as they were sent
     * @param ip the caller's address as text, against a token's {@code condition.request_ip}
     * @throws dev.chancery.control.refusal.Refusal (10000, 401) if they are unknown, expired, disabled, not yet valid
     *     or not valid from this address
     */
    Principal authenticate(Credentials credentials, String ip);
}
