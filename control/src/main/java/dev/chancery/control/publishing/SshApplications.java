package dev.chancery.control.publishing;

import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.principal.AccountOrZoneAccess;
import dev.chancery.control.refusal.Refusal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SSH CAs of applications. Implemented by the applications. */
public interface SshApplications extends SshAuthorities {
    /**
     * An application that somebody has a token for.
     *
     * @param id its id
     * @param tokensRevokedOn tokens issued before this are worth nothing; null if there is none such
     * @param terms what its users' SSH certificates say
     * @param authority its SSH CA, if it has one
     */
    record Found(
            ApplicationId id, @Nullable Instant tokensRevokedOn, SshTerms terms, Optional<SshAuthority> authority) {}

    /**
     * The account's application with this audience tag.
     *
     * @param policy the application's policy that lets the person in, whose word on certificates goes before the application's
     */
    Optional<Found> ofAudience(Tx tx, AccountId account, String audience, Optional<UUID> policy);

    /**
     * The CA of an application the caller's path shows.
     *
     * @throws Refusal 12135 (404) where there is no such application, or it has no SSH CA
     */
    SshAuthority of(Tx tx, AccountOrZoneAccess access, ApplicationId application);
}
