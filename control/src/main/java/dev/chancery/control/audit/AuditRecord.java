package dev.chancery.control.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An entry as it is read back: the row, its place in the log, and the names its ids stand for today. */
record AuditRecord(
        long ordinal,
        Instant at,
        @Nullable String accountId,
        @Nullable String zoneId,
        @Nullable String zoneName,
        String actorKind,
        @Nullable String actorId,
        @Nullable String actorOwnerId,
        @Nullable String actorEmail,
        @Nullable String actorName,
        @Nullable String actorIp,
        String action,
        String outcome,
        String objectType,
        @Nullable String objectId,
        @Nullable String requestId,
        JsonNode details) {}
