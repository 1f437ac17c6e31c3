package dev.chancery.control.audit;

import dev.chancery.control.audit.AuditEntry.By;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.principal.Actor;
import dev.chancery.control.principal.Principal;
import dev.chancery.control.principal.UserId;
import dev.chancery.control.principal.ZoneId;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An entry as the table keeps it. */
record AuditRow(
        Instant at,
        @Nullable String accountId,
        @Nullable String zoneId,
        String actorKind,
        @Nullable String actorId,
        @Nullable String actorOwnerId,
        String actorName,
        @Nullable String actorIp,
        String action,
        String outcome,
        String objectType,
        String objectId,
        @Nullable String requestId,
        Map<String, String> details) {
    static final String HOUSE = "house";

    static AuditRow of(Instant at, AuditEntry entry) {
        AccountId account = entry.account();
        ZoneId zone = entry.zone();
        String accountId = account == null ? null : account.hex();
        String zoneId = zone == null ? null : zone.hex();
        return switch (entry.by()) {
            case By.Caller(Actor actor) ->
                new AuditRow(
                        at,
                        accountId,
                        zoneId,
                        actor.principal().kind().name().toLowerCase(Locale.ROOT),
                        actor.principal().id(),
                        owner(actor.principal().owner()),
                        actor.principal().name(),
                        actor.ip(),
                        entry.action().word(),
                        entry.outcome().word(),
                        entry.kind().word(),
                        entry.objectId(),
                        actor.requestId(),
                        entry.details());
            case By.House(String part) ->
                new AuditRow(
                        at,
                        accountId,
                        zoneId,
                        HOUSE,
                        null,
                        null,
                        part,
                        null,
                        entry.action().word(),
                        entry.outcome().word(),
                        entry.kind().word(),
                        entry.objectId(),
                        null,
                        entry.details());
        };
    }

    private static String owner(Principal.Owner owner) {
        return switch (owner) {
            case Principal.Owner.OfUser(UserId user) -> user.hex();
            case Principal.Owner.OfAccount(AccountId account) -> account.hex();
        };
    }
}
