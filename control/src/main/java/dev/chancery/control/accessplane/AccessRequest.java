package dev.chancery.control.accessplane;

import dev.chancery.control.principal.AccountId;
import java.util.Optional;
import java.util.UUID;

/**
 * Somebody wanted to sign in.
 *
 * @param account to whose application
 * @param connection the provider's type
 * @param user whom the provider vouched for; empty where for nobody
 * @param application the application
 * @param host its host
 * @param client the address of whoever asked
 * @param rayId the request's id
 * @param refused why they were not let in, for people; empty where they were
 */
public record AccessRequest(
        AccountId account,
        String connection,
        Optional<SeenUser> user,
        Optional<UUID> application,
        String host,
        String client,
        String rayId,
        Optional<String> refused) {}
