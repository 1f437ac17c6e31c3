package dev.chancery.control.accessplane;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chancery.control.principal.AccountId;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Somebody a provider vouched for.
 *
 * @param id the same for the same person in one account, whoever vouches for them
 * @param email lower case
 * @param name for people; empty where nobody said
 * @param identity what is known of them, as {@code get-identity} shows it; never a token
 */
public record SeenUser(UUID id, String email, String name, ObjectNode identity) {
    public SeenUser {
        identity = identity.deepCopy();
    }

    /** A copy, which is the caller's to change. */
    @Override
    public ObjectNode identity() {
        return identity.deepCopy();
    }

    /**
     * The id of whoever has an address.
     *
     * @param email lower case
     */
    public static UUID idOf(AccountId account, String email) {
        return UUID.nameUUIDFromBytes(("chancery user " + account + " " + email).getBytes(StandardCharsets.UTF_8));
    }

    /** Without what tells of people. */
    @Override
    public String toString() {
        return "SeenUser[%s]".formatted(id);
    }
}
