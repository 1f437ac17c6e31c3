package dev.chancery.control.edgerules;

import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.ZoneAccess;
import dev.chancery.control.publishing.Deployment;
import dev.chancery.control.publishing.HeldZone;
import dev.chancery.control.publishing.TrustLog;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.trust.Change;
import dev.chancery.trust.TrustEntry;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Says how the clients of a hostname are treated. It is what the next read shows, however far the edges are; what is there
 * already changes nothing. The hostname need not be routed.
 *
 * <p>Refusals: a hostname with rules in another zone (1486, 409); a zone that was deleted meanwhile (7003, 404).
 */
public final class PutEdgeRules {
    private final Database database;
    private final TrustLog trust;
    private final AuditLog audit;
    private final InstantSource clock;
    private final EdgeRulesStore store = new EdgeRulesStore();

    public PutEdgeRules(Database database, TrustLog trust, AuditLog audit, InstantSource clock) {
        this.database = database;
        this.trust = trust;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @param rules of a hostname of the zone
     * @throws Refusal as the class says
     */
    public EdgeRules put(ZoneAccess access, TrustEntry.Rules rules) {
        return database.write(Lane.TRUST, tx -> put(tx, access, rules));
    }

    private EdgeRules put(Tx tx, ZoneAccess access, TrustEntry.Rules rules) {
        HeldZone.lock(tx, access.zone());
        Optional<EdgeRules> there = store.find(tx, rules.hostname()).filter(EdgeRules::listed);
        if (there.filter(old -> !old.zone().equals(access.zone())).isPresent()) {
            throw ErrorCode.HOSTNAME_ELSEWHERE.refusal(
                    "hostname: %s has rules in another zone (expected: one zone that rules it)"
                            .formatted(rules.hostname()));
        }
        Optional<EdgeRules> same = there.filter(old -> old.rules().equals(rules));
        if (same.isPresent()) {
            return same.get();
        }
        Deployment deployment = Deployment.of(tx, trust, List.of(Change.put(rules)));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        EdgeRules put = new EdgeRules(
                access.zone(),
                rules,
                deployment.status(),
                there.map(EdgeRules::createdOn).orElse(now),
                now);
        store.put(tx, put, deployment.pendingRevision());
        audit.record(
                tx,
                deployment.note(AuditEntry.of(
                                access,
                                there.isPresent() ? Action.UPDATE : Action.CREATE,
                                ObjectKind.EDGE_RULES,
                                rules.hostname().ascii())
                        .with("mode", EdgeRulesStore.word(rules.mode()))
                        .with("grace_hours", Integer.toString(rules.graceHours()))
                        .with("cert_headers", Boolean.toString(rules.certHeaders()))));
        return put;
    }
}
