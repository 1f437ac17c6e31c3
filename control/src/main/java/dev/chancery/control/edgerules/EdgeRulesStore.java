package dev.chancery.control.edgerules;

import dev.chancery.control.db.Row;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.ZoneId;
import dev.chancery.control.publishing.DeploymentStatus;
import dev.chancery.trust.Hostname;
import dev.chancery.trust.TrustEntry;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table of rules. */
final class EdgeRulesStore {
    private static final String COLUMNS =
            "select hostname, zone_id, mode, grace_hours, cert_headers, status, created_on,"
                    + " modified_on from edge_rules";

    /** The rules of a hostname, those on their way out too. */
    Optional<EdgeRules> find(Tx tx, Hostname hostname) {
        return tx.sql(COLUMNS + " where hostname = ?").text(hostname.ascii()).first(EdgeRulesStore::read);
    }

    /** A slice of a zone's rules by hostname, those on their way out left out. */
    List<EdgeRules> list(Tx tx, ZoneId zone, long offset, long limit) {
        return tx.sql(COLUMNS
                        + " where zone_id = ? and status <> 'pending_deletion' order by hostname limit ? offset ?")
                .text(zone.hex())
                .number(limit)
                .number(offset)
                .list(EdgeRulesStore::read);
    }

    long count(Tx tx, ZoneId zone) {
        return tx.sql("select count(*) from edge_rules where zone_id = ? and status <> 'pending_deletion'")
                .text(zone.hex())
                .first(row -> row.number(1))
                .orElse(0L);
    }

    /** Writes rules, whatever stood there. */
    void put(Tx tx, EdgeRules rules, @Nullable Long pendingRevision) {
        tx.sql("insert into edge_rules (hostname, zone_id, mode, grace_hours, cert_headers, created_on, modified_on,"
                        + " status, pending_revision) values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (hostname) do update"
                        + " set zone_id = excluded.zone_id, mode = excluded.mode, grace_hours = excluded.grace_hours,"
                        + " cert_headers = excluded.cert_headers, created_on = excluded.created_on,"
                        + " modified_on = excluded.modified_on, status = excluded.status,"
                        + " pending_revision = excluded.pending_revision")
                .text(rules.hostname().ascii())
                .text(rules.zone().hex())
                .text(word(rules.rules().mode()))
                .number(rules.rules().graceHours())
                .flag(rules.rules().certHeaders())
                .instant(rules.createdOn())
                .instant(rules.modifiedOn())
                .text(rules.status().word())
                .numberOrNull(pendingRevision)
                .run();
    }

    void delete(Tx tx, Hostname hostname) {
        tx.sql("delete from edge_rules where hostname = ?")
                .text(hostname.ascii())
                .run();
    }

    /** The word of a mode, on the wire and in the store. */
    static String word(TrustEntry.Mode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }

    /** The mode with this word. */
    static Optional<TrustEntry.Mode> mode(String word) {
        for (TrustEntry.Mode mode : TrustEntry.Mode.values()) {
            if (word(mode).equals(word)) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }

    private static EdgeRules read(Row row) {
        return new EdgeRules(
                new ZoneId(row.text(2)),
                new TrustEntry.Rules(
                        new Hostname(row.text(1)),
                        mode(row.text(3)).orElseThrow(),
                        Math.toIntExact(row.number(4)),
                        row.flag(5)),
                DeploymentStatus.ofWord(row.text(6)),
                row.instant(7),
                row.instant(8));
    }
}
