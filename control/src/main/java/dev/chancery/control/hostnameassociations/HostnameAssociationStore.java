package dev.chancery.control.hostnameassociations;

import dev.chancery.control.db.Row;
import dev.chancery.control.db.Sql;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.ZoneId;
import dev.chancery.control.publishing.DeploymentStatus;
import dev.chancery.control.publishing.Hostname;
import dev.chancery.control.publishing.MtlsCertificateId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The table of hostname associations. */
final class HostnameAssociationStore {
    /**
     * Locks a zone for the transaction, so that lists of one zone are replaced one after the other.
     *
     * @return whether the zone is still there
     */
    boolean lockZone(Tx tx, ZoneId zone) {
        return tx.sql("select 1 from zone where id = ? and deleted_on is null"
                        + tx.engine().forUpdate())
                .text(zone.hex())
                .first(row -> true)
                .orElse(false);
    }

    /** Every association of an authority in a zone, in the caller's order, those on their way out too. */
    List<Association> list(Tx tx, ZoneId zone, Authority authority) {
        return tx.sql("select hostname, position, status, pending_revision from hostname_association"
                        + " where zone_id = ? and authority = ? order by position, hostname")
                .text(zone.hex())
                .text(authority.key())
                .list(HostnameAssociationStore::read);
    }

    /** Writes rows, whatever stood there. */
    void put(Tx tx, ZoneId zone, Authority authority, List<Association> rows) {
        if (rows.isEmpty()) {
            return;
        }
        Sql insert = tx.sql(
                "insert into hostname_association (zone_id, authority, hostname, position, status, pending_revision)"
                        + " values (?, ?, ?, ?, ?, ?) on conflict (zone_id, authority, hostname) do update"
                        + " set position = excluded.position, status = excluded.status,"
                        + " pending_revision = excluded.pending_revision");
        for (Association row : rows) {
            insert.text(zone.hex())
                    .text(authority.key())
                    .text(row.hostname().ascii())
                    .number(row.position())
                    .text(row.status().word())
                    .numberOrNull(row.pendingRevision())
                    .add();
        }
        insert.runBatch();
    }

    /** Deletes rows. */
    void delete(Tx tx, ZoneId zone, Authority authority, List<Association> rows) {
        if (rows.isEmpty()) {
            return;
        }
        Sql delete = tx.sql("delete from hostname_association where zone_id = ? and authority = ? and hostname = ?");
        for (Association row : rows) {
            delete.text(zone.hex())
                    .text(authority.key())
                    .text(row.hostname().ascii())
                    .add();
        }
        delete.runBatch();
    }

    /** The statuses an uploaded certificate's associations are in, in zones that are still there. */
    Set<DeploymentStatus> statuses(Tx tx, MtlsCertificateId certificate) {
        return tx
                .sql("select distinct a.status from hostname_association a join zone z on z.id = a.zone_id"
                        + " where a.authority = ? and z.deleted_on is null")
                .text(certificate.toString())
                .list(row -> DeploymentStatus.ofWord(row.text(1)))
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Association read(Row row) {
        return new Association(
                new Hostname(row.text(1)), row.number(2), DeploymentStatus.ofWord(row.text(3)), row.numberOrNull(4));
    }
}
