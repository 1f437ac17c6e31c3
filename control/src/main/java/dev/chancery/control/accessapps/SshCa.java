package dev.chancery.control.accessapps;

import dev.chancery.control.principal.AccountId;
import dev.chancery.control.principal.ZoneId;
import dev.chancery.control.publishing.ApplicationId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The CA that signs the SSH keys of an application's users for a few minutes each.
 *
 * @param id its id
 * @param application whose users' keys it signs; an application has one at most
 * @param account whose application that is
 * @param zone the application's zone; null where the application has none
 * @param aud the application's audience tag
 * @param ordinal its place in the account's list
 * @param publicKey the line servers trust it by
 * @param key its sealed private key
 * @param createdOn when, in microseconds
 */
public record SshCa(
        SshCaId id,
        ApplicationId application,
        AccountId account,
        @Nullable ZoneId zone,
        AudTag aud,
        long ordinal,
        String publicKey,
        UUID key,
        Instant createdOn) {}
