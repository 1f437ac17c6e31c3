package dev.chancery.control.accessplane;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chancery.control.principal.AccountId;
import java.util.Optional;
import java.util.UUID;

/**
 * An identity provider, as whoever signs people in with it needs it.
 *
 * @param id its id
 * @param account whose it is
 * @param name for people
 * @param type the API's word for what kind it is
 * @param config what it is reached with, as the API documents it for the type; never a secret
 * @param samlCertificateSet what its assertions are encrypted to
 */
public record SignInProvider(
        UUID id, AccountId account, String name, String type, JsonNode config, Optional<UUID> samlCertificateSet) {
    public SignInProvider {
        config = config.deepCopy();
    }

    /** A text of the config; empty if it is not there. */
    public Optional<String> text(String member) {
        return Optional.ofNullable(config.path(member).textValue()).filter(value -> !value.isEmpty());
    }

    /** A switch of the config; off if it is not there. */
    public boolean flag(String member) {
        return config.path(member).asBoolean(false);
    }
}
