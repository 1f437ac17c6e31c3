package dev.chancery.control.accesscertificates;

import dev.chancery.control.accesscertificates.HostnameSetting.Value;
import dev.chancery.control.db.Row;
import dev.chancery.control.db.Sql;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.principal.ZoneId;
import dev.chancery.control.publishing.DeploymentStatus;
import dev.chancery.control.publishing.Publication;
import dev.chancery.control.publishing.Published;
import dev.chancery.trust.Hostname;
import dev.chancery.trust.TrustEntry;
import java.util.List;
import java.util.Optional;

/** The table of hostname settings. */
final class HostnameSettingStore {
    /** Every setting of an account, in the caller's order, those on their way out too. */
    List<Published<Value>> list(Tx tx, AccountId account) {
        return tx.sql("select hostname, zone_id, china_network, client_certificate_forwarding, position, status,"
                        + " pending_revision from access_hostname_setting where account_id = ?"
                        + " order by position, hostname")
                .text(account.hex())
                .list(HostnameSettingStore::read);
    }

    /** The rows of one account, to write. */
    Publication.Rows<Value> of(Tx tx, AccountId account) {
        return new Publication.Rows<>() {
            @Override
            public void put(List<Published<Value>> rows) {
                HostnameSettingStore.put(tx, account, rows);
            }

            @Override
            public void delete(List<Published<Value>> rows) {
                HostnameSettingStore.delete(tx, account, rows);
            }

            @Override
            public TrustEntry.Config entry(Published<Value> row) {
                return new TrustEntry.Settings(
                        row.hostname(),
                        row.what().clientCertificateForwarding(),
                        row.what().chinaNetwork());
            }

            @Override
            public Optional<TrustEntry.Config> ground() {
                return Optional.empty();
            }
        };
    }

    private static void put(Tx tx, AccountId account, List<Published<Value>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        Sql insert = tx.sql("insert into access_hostname_setting (account_id, zone_id, hostname, china_network,"
                + " client_certificate_forwarding, position, status, pending_revision)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (account_id, hostname) do update"
                + " set zone_id = excluded.zone_id, china_network = excluded.china_network,"
                + " client_certificate_forwarding = excluded.client_certificate_forwarding,"
                + " position = excluded.position, status = excluded.status,"
                + " pending_revision = excluded.pending_revision");
        for (Published<Value> row : rows) {
            insert.text(account.hex())
                    .text(row.what().zone().hex())
                    .text(row.hostname().ascii())
                    .flag(row.what().chinaNetwork())
                    .flag(row.what().clientCertificateForwarding())
                    .number(row.position())
                    .text(row.status().word())
                    .numberOrNull(row.pendingRevision())
                    .add();
        }
        insert.runBatch();
    }

    private static void delete(Tx tx, AccountId account, List<Published<Value>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        Sql delete = tx.sql("delete from access_hostname_setting where account_id = ? and hostname = ?");
        for (Published<Value> row : rows) {
            delete.text(account.hex()).text(row.hostname().ascii()).add();
        }
        delete.runBatch();
    }

    private static Published<Value> read(Row row) {
        return new Published<>(
                new Hostname(row.text(1)),
                new Value(new ZoneId(row.text(2)), row.flag(3), row.flag(4)),
                row.number(5),
                DeploymentStatus.ofWord(row.text(6)),
                row.numberOrNull(7));
    }
}
