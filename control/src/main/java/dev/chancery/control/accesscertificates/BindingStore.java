package dev.chancery.control.accesscertificates;

import dev.chancery.control.db.Row;
import dev.chancery.control.db.Sql;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.principal.ZoneId;
import dev.chancery.control.publishing.DeploymentStatus;
import dev.chancery.control.publishing.MtlsCertificateId;
import dev.chancery.control.publishing.Publication;
import dev.chancery.control.publishing.Published;
import dev.chancery.control.publishing.StoredBundle;
import dev.chancery.trust.AuthorityId;
import dev.chancery.trust.Hostname;
import dev.chancery.trust.TrustEntry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The table of the hostnames of Access's certificates; what it says of a hostname is the zone it lies in. */
final class BindingStore {
    private static final String COLUMNS = "b.hostname, b.zone_id, b.position, b.status, b.pending_revision";

    /** Every hostname of a certificate, in the caller's order, those on their way out too. */
    List<Published<ZoneId>> list(Tx tx, AccessCertificateId certificate) {
        return tx.sql("select " + COLUMNS + " from access_certificate_hostname b where b.certificate_id = ?"
                        + " order by b.position, b.hostname")
                .uuid(certificate.uuid())
                .list(row -> read(row, 1));
    }

    /** The same of each of a slice of an account's live certificates, as {@link AccessCertificateStore#list} cuts it. */
    Map<AccessCertificateId, List<Published<ZoneId>>> list(Tx tx, AccountId account, long offset, int limit) {
        return tx
                .sql("select b.certificate_id, " + COLUMNS + " from access_certificate_hostname b"
                        + " where b.certificate_id in (select id from access_certificate where account_id = ?"
                        + " and deleted_on is null order by created_on, id limit ? offset ?)"
                        + " order by b.position, b.hostname")
                .text(account.hex())
                .number(limit)
                .number(offset)
                .list(row -> Map.entry(new AccessCertificateId(row.uuid(1)), read(row, 2)))
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    /**
     * The rows of one certificate, to write.
     *
     * @param pem its bundle as it is stored
     */
    Publication.Rows<ZoneId> of(Tx tx, AccessCertificateId certificate, String pem) {
        return new Publication.Rows<>() {
            @Override
            public void put(List<Published<ZoneId>> rows) {
                BindingStore.put(tx, certificate, rows);
            }

            @Override
            public void delete(List<Published<ZoneId>> rows) {
                BindingStore.delete(tx, certificate, rows);
            }

            @Override
            public TrustEntry.Config entry(Published<ZoneId> row) {
                return new TrustEntry.Binding(row.hostname(), new AuthorityId(certificate.uuid()));
            }

            @Override
            public Optional<TrustEntry.Config> ground() {
                return Optional.of(StoredBundle.authority(certificate.uuid(), TrustEntry.AuthorityKind.ACCESS, pem));
            }
        };
    }

    private static void put(Tx tx, AccessCertificateId certificate, List<Published<ZoneId>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        Sql insert = tx.sql("insert into access_certificate_hostname"
                + " (certificate_id, zone_id, hostname, position, status, pending_revision)"
                + " values (?, ?, ?, ?, ?, ?) on conflict (certificate_id, hostname) do update"
                + " set zone_id = excluded.zone_id, position = excluded.position, status = excluded.status,"
                + " pending_revision = excluded.pending_revision");
        for (Published<ZoneId> row : rows) {
            insert.uuid(certificate.uuid())
                    .text(row.what().hex())
                    .text(row.hostname().ascii())
                    .number(row.position())
                    .text(row.status().word())
                    .numberOrNull(row.pendingRevision())
                    .add();
        }
        insert.runBatch();
    }

    private static void delete(Tx tx, AccessCertificateId certificate, List<Published<ZoneId>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        Sql delete = tx.sql("delete from access_certificate_hostname where certificate_id = ? and hostname = ?");
        for (Published<ZoneId> row : rows) {
            delete.uuid(certificate.uuid()).text(row.hostname().ascii()).add();
        }
        delete.runBatch();
    }

    private static Published<ZoneId> read(Row row, int first) {
        return new Published<>(
                new Hostname(row.text(first)),
                new ZoneId(row.text(first + 1)),
                row.number(first + 2),
                DeploymentStatus.ofWord(row.text(first + 3)),
                row.numberOrNull(first + 4));
    }

    /** The statuses of the hostnames bound to the same bundle as an mTLS certificate of the account. */
    Set<DeploymentStatus> statusesOfSame(Tx tx, MtlsCertificateId certificate) {
        return tx
                .sql("select distinct h.status from mtls_certificate m"
                        + " join access_certificate a on a.digest = m.fingerprint and a.account_id = m.account_id"
                        + " join access_certificate_hostname h on h.certificate_id = a.id where m.id = ?")
                .uuid(certificate.uuid())
                .list(row -> DeploymentStatus.ofWord(row.text(1)))
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }
}
