package dev.chancery.control.accessapps;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.principal.ZoneId;
import dev.chancery.control.publishing.ApplicationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An application.
 *
 * @param id its id
 * @param account whose it is
 * @param zone the zone that holds every one of its domains; null where there is none, or more than one
 * @param ordinal its place in the account's list
 * @param type what it is; never changes
 * @param name for people; may be empty, need not be unique
 * @param domain where it is, as the caller spelled it; empty where it has none
 * @param aud names it in tokens; never changes
 * @param members everything else, as validated
 * @param createdOn when, in microseconds
 * @param updatedOn when it last changed, in microseconds
 * @param tokensRevokedOn tokens issued for it before this are no good; null if there is none such
 */
public record Application(
        ApplicationId id,
        AccountId account,
        @Nullable ZoneId zone,
        long ordinal,
        ApplicationType type,
        String name,
        String domain,
        AudTag aud,
        ObjectNode members,
        Instant createdOn,
        Instant updatedOn,
        @Nullable Instant tokensRevokedOn) {
    public Application {
        members = members.deepCopy();
    }

    /** A copy, which is the caller's to change. */
    @Override
    public ObjectNode members() {
        return members.deepCopy();
    }

    /** This application as a new body describes it. */
    Application changed(@Nullable ZoneId newZone, ApplicationDraft draft, Instant now) {
        return new Application(
                id,
                account,
                newZone,
                ordinal,
                type,
                draft.name(),
                draft.domain(),
                aud,
                draft.members(),
                createdOn,
                now,
                tokensRevokedOn);
    }

    /** This application with other members. */
    Application with(ObjectNode newMembers, Instant now) {
        return new Application(
                id, account, zone, ordinal, type, name, domain, aud, newMembers, createdOn, now, tokensRevokedOn);
    }

    /** Whether the other says the same, whenever it was said. */
    boolean saysTheSame(Application other) {
        return equals(new Application(
                other.id,
                other.account,
                other.zone,
                other.ordinal,
                other.type,
                other.name,
                other.domain,
                other.aud,
                other.members,
                other.createdOn,
                updatedOn,
                other.tokensRevokedOn));
    }
}
