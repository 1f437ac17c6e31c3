package dev.chancery.control.identityproviders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chancery.control.db.DatabaseException;
import dev.chancery.control.publishing.IdentityProviderType;

/**
 * What a provider is reached with: a JSON object of exactly the members {@link ConfigShape} knows of its type, each with a value
 * that is allowed there, as the caller wrote it.
 *
 * @param members never a secret
 */
public record ProviderConfig(JsonNode members) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public ProviderConfig {
        members = members.deepCopy();
    }

    /** Reads back what the store has. */
    static ProviderConfig stored(String json) {
        try {
            return new ProviderConfig(JSON.readTree(json));
        } catch (JsonProcessingException e) {
            throw new DatabaseException("identity_provider.config: not JSON (expected: an object)", e);
        }
    }

    /** The stored form. */
    String json() {
        return members.toString();
    }

    /** Whether assertions must be encrypted. */
    public boolean enablesEncryption() {
        return members.path("enable_encryption").asBoolean(false);
    }

    /** Whether a provider of this type can only be reached with a secret: generic OAuth without PKCE (RFC 7636). */
    boolean needsSecret(IdentityProviderType type) {
        return type == IdentityProviderType.OIDC
                && !members.path("pkce_enabled").asBoolean(false);
    }
}
