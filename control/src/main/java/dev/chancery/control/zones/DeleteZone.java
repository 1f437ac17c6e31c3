package dev.chancery.control.zones;

import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.principal.ZoneAccess;
import dev.chancery.control.principal.ZoneId;
import dev.chancery.control.publishing.TrustLog;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.trust.Change;
import java.time.InstantSource;
import java.util.List;

/**
 * Deletes a zone: a tombstone stays, because its revoked certificates must still be told as revoked. Hostnames bound to a CA are
 * unbound, and edges hear of it as a new revision.
 *
 * <p>Refuses: {@code INVALID_IDENTIFIER} if the zone was deleted a moment ago; {@code ZONE_HAS_CERTIFICATES} while a client
 * certificate of it is not revoked; {@code HAS_APPLICATIONS} while an Access application protects a name in it.
 */
final class DeleteZone {
    private final Database database;
    private final TrustLog trust;
    private final AuditLog audit;
    private final InstantSource clock;
    private final ZoneDirectory directory;
    private final ZoneStore store = new ZoneStore();

    DeleteZone(Database database, TrustLog trust, AuditLog audit, InstantSource clock, ZoneDirectory directory) {
        this.database = database;
        this.trust = trust;
        this.audit = audit;
        this.clock = clock;
        this.directory = directory;
    }

    void delete(ZoneAccess access) {
        ZoneId id = access.zone();
        database.write(Lane.TRUST, tx -> {
            store.lock(tx, id);
            Zone zone = GetZone.found(store, tx, id);
            store.close(tx, id);
            if (store.hasUnrevokedClientCertificates(tx, id)) {
                throw ErrorCode.ZONE_HAS_CERTIFICATES.refusal(
                        "zone %s: it has client certificates (expected: all revoked)".formatted(zone.name()));
            }
            if (store.hasApplications(tx, id)) {
                throw ErrorCode.HAS_APPLICATIONS.refusal(
                        "zone %s: Access applications protect names in it (expected: none)".formatted(zone.name()));
            }
            List<Change> unbound = store.unbindHostnames(tx, id);
            store.bury(tx, id, clock.instant());
            directory.forget(tx, id);
            audit.record(
                    tx,
                    AuditEntry.of(access, Action.DELETE, ObjectKind.ZONE, id.hex())
                            .with("name", zone.name().ascii()));
            if (!unbound.isEmpty()) {
                trust.publish(tx, unbound);
            }
            return id;
        });
    }
}
