package dev.chancery.control.audit;

import dev.chancery.control.principal.AccountAccess;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.principal.AccountOrZoneAccess;
import dev.chancery.control.principal.Actor;
import dev.chancery.control.principal.UserAccess;
import dev.chancery.control.principal.ZoneAccess;
import dev.chancery.control.principal.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was done.
 *
 * @param by who did it
 * @param account the account it happened in; null for what concerns only the acting user
 * @param zone the zone it happened in; null outside zones
 * @param action what was done
 * @param outcome how it ended
 * @param kind what kind of object it was done to
 * @param objectId the object's id as the API spells it
 * @param details more about the change, by name; short, and never a secret or a whole certificate
 */
public record AuditEntry(
        By by,
        @Nullable AccountId account,
        @Nullable ZoneId zone,
        Action action,
        Outcome outcome,
        ObjectKind kind,
        String objectId,
        Map<String, String> details) {
    /** Who acts. */
    public sealed interface By {
        /** Someone who called the API. */
        record Caller(Actor actor) implements By {}

        /** The house itself: a command on the server's own machine, or a job of its own. */
        record House(String part) implements By {}
    }

    public AuditEntry {
        details = details.isEmpty() ? Map.of() : Map.copyOf(details);
    }

    /** Something done in a zone. */
    public static AuditEntry of(ZoneAccess access, Action action, ObjectKind kind, String objectId) {
        return new AuditEntry(
                new By.Caller(access.actor()),
                access.account(),
                access.zone(),
                action,
                Outcome.SUCCESS,
                kind,
                objectId,
                Map.of());
    }

    /** Something done in an account. */
    public static AuditEntry of(AccountAccess access, Action action, ObjectKind kind, String objectId) {
        return new AuditEntry(
                new By.Caller(access.actor()),
                access.account(),
                null,
                action,
                Outcome.SUCCESS,
                kind,
                objectId,
                Map.of());
    }

    /** Something done to what an account keeps, at the account's path or at one of its zones'. */
    public static AuditEntry of(AccountOrZoneAccess access, Action action, ObjectKind kind, String objectId) {
        return switch (access) {
            case AccountAccess account -> of(account, action, kind, objectId);
            case ZoneAccess zone -> of(zone, action, kind, objectId);
        };
    }

    /** Something a user did to what is its own. */
    public static AuditEntry of(UserAccess access, Action action, ObjectKind kind, String objectId) {
        return new AuditEntry(
                new By.Caller(access.actor()), null, null, action, Outcome.SUCCESS, kind, objectId, Map.of());
    }

    /**
     * Something the house did by itself.
     *
     * @param part which part of it, e.g. {@code bootstrap}
     */
    public static AuditEntry byHouse(
            String part, @Nullable AccountId account, Action action, ObjectKind kind, String objectId) {
        return new AuditEntry(new By.House(part), account, null, action, Outcome.SUCCESS, kind, objectId, Map.of());
    }

    /** This entry in a zone of its account. */
    public AuditEntry in(ZoneId newZone) {
        return new AuditEntry(by, account, newZone, action, outcome, kind, objectId, details);
    }

    /** This entry with another outcome. */
    public AuditEntry ending(Outcome newOutcome) {
        return new AuditEntry(by, account, zone, action, newOutcome, kind, objectId, details);
    }

    /** This entry with one more detail. */
    public AuditEntry with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(details);
        more.put(name, value);
        return new AuditEntry(by, account, zone, action, outcome, kind, objectId, more);
    }
}
