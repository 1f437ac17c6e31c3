package dev.chancery.control.hostnameassociations;

import dev.chancery.control.db.LiveRow;
import dev.chancery.control.db.Row;
import dev.chancery.control.db.Sql;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.ZoneId;
import dev.chancery.control.publishing.DeploymentStatus;
import dev.chancery.control.publishing.MtlsCertificateId;
import dev.chancery.control.publishing.Publication;
import dev.chancery.control.publishing.Published;
import dev.chancery.trust.Hostname;
import dev.chancery.trust.TrustEntry;
import java.util.List;
import java.util.Optional;
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
        return LiveRow.ZONE.hold(tx, zone.hex());
    }

    /** Every association of an authority in a zone, in the caller's order, those on their way out too. */
    List<Published<Authority>> list(Tx tx, ZoneId zone, Authority authority) {
        return tx.sql("select hostname, position, status, pending_revision from hostname_association"
                        + " where zone_id = ? and authority = ? order by position, hostname")
                .text(zone.hex())
                .text(authority.key())
                .list(row -> read(row, authority));
    }

    /**
     * The rows of a zone, to write.
     *
     * @param believed the authority as edges believe it
     */
    Publication.Rows<Authority> of(Tx tx, ZoneId zone, TrustEntry.Authority believed) {
        return new Publication.Rows<>() {
            @Override
            public void put(List<Published<Authority>> rows) {
                HostnameAssociationStore.put(tx, zone, rows);
            }

            @Override
            public void delete(List<Published<Authority>> rows) {
                HostnameAssociationStore.delete(tx, zone, rows);
            }

            @Override
            public TrustEntry.Config entry(Published<Authority> row) {
                return new TrustEntry.Binding(row.hostname(), believed.id());
            }

            @Override
            public Optional<TrustEntry.Config> ground() {
                return Optional.of(believed);
            }
        };
    }

    private static void put(Tx tx, ZoneId zone, List<Published<Authority>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        Sql insert = tx.sql(
                "insert into hostname_association (zone_id, authority, hostname, position, status, pending_revision)"
                        + " values (?, ?, ?, ?, ?, ?) on conflict (zone_id, authority, hostname) do update"
                        + " set position = excluded.position, status = excluded.status,"
                        + " pending_revision = excluded.pending_revision");
        for (Published<Authority> row : rows) {
            insert.text(zone.hex())
                    .text(row.what().key())
                    .text(row.hostname().ascii())
                    .number(row.position())
                    .text(row.status().word())
                    .numberOrNull(row.pendingRevision())
                    .add();
        }
        insert.runBatch();
    }

    private static void delete(Tx tx, ZoneId zone, List<Published<Authority>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        Sql delete = tx.sql("delete from hostname_association where zone_id = ? and authority = ? and hostname = ?");
        for (Published<Authority> row : rows) {
            delete.text(zone.hex())
                    .text(row.what().key())
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

    private static Published<Authority> read(Row row, Authority authority) {
        return new Published<>(
                new Hostname(row.text(1)),
                authority,
                row.number(2),
                DeploymentStatus.ofWord(row.text(3)),
                row.numberOrNull(4));
    }
}
