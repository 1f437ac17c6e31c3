package dev.chancery.control.accessapps;

import dev.chancery.control.db.Row;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.principal.ZoneId;
import dev.chancery.control.publishing.ApplicationId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table of SSH CAs. */
final class SshCaStore {
    private static final String COLUMNS =
            "select id, application_id, account_id, zone_id, aud, ordinal, public_key, key_id, created_on"
                    + " from access_ssh_ca";

    private final ListedOrder order = new ListedOrder();

    /** The next ordinal of an account. */
    long nextOrdinal(Tx tx, AccountId account) {
        return order.next(tx, account);
    }

    /** Inserts the CA of an application that has none, and whose row is locked. */
    void insert(Tx tx, SshCa ca) {
        ZoneId zone = ca.zone();
        tx.sql("insert into access_ssh_ca (id, application_id, account_id, zone_id, aud, ordinal, public_key, key_id,"
                        + " created_on) values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .text(ca.id().hex())
                .uuid(ca.application().uuid())
                .text(ca.account().hex())
                .text(zone == null ? null : zone.hex())
                .text(ca.aud().hex())
                .number(ca.ordinal())
                .text(ca.publicKey())
                .uuid(ca.key())
                .instant(ca.createdOn())
                .run();
        order.enter(tx, ListedOrder.Listing.ACCOUNT_SSH_CAS, ca.account().hex(), ca.ordinal());
        if (zone != null) {
            order.enter(tx, ListedOrder.Listing.ZONE_SSH_CAS, zone.hex(), ca.ordinal());
        }
    }

    /** The CA of an application. */
    Optional<SshCa> find(Tx tx, ApplicationId application) {
        return tx.sql(COLUMNS + " where application_id = ?")
                .uuid(application.uuid())
                .first(SshCaStore::read);
    }

    /** The CA with this id, whosever it is; empty for text that is none. */
    Optional<SshCa> find(Tx tx, String id) {
        return tx.sql(COLUMNS + " where id = ?").text(id).first(SshCaStore::read);
    }

    /** Takes a CA along when its application moves to another zone, or to none. */
    void move(Tx tx, SshCa ca, @Nullable ZoneId zone) {
        ZoneId left = ca.zone();
        tx.sql("update access_ssh_ca set zone_id = ? where id = ?")
                .text(zone == null ? null : zone.hex())
                .text(ca.id().hex())
                .run();
        if (left != null) {
            order.leave(tx, ListedOrder.Listing.ZONE_SSH_CAS, left.hex(), ca.ordinal());
        }
        if (zone != null) {
            order.enter(tx, ListedOrder.Listing.ZONE_SSH_CAS, zone.hex(), ca.ordinal());
        }
    }

    /** Removes a CA. */
    void delete(Tx tx, SshCa ca) {
        tx.sql("delete from access_ssh_ca where id = ?").text(ca.id().hex()).run();
        order.leave(tx, ListedOrder.Listing.ACCOUNT_SSH_CAS, ca.account().hex(), ca.ordinal());
        ZoneId zone = ca.zone();
        if (zone != null) {
            order.leave(tx, ListedOrder.Listing.ZONE_SSH_CAS, zone.hex(), ca.ordinal());
        }
    }

    /** A slice of a path's CAs in their order. */
    List<SshCa> list(Tx tx, View view, long offset, long limit) {
        return order.start(tx, view.sshCas(), view.owner(), offset)
                .map(start -> tx.sql(COLUMNS + " where " + view.column() + " = ? and ordinal >= ?"
                                + " order by ordinal limit ? offset ?")
                        .text(view.owner())
                        .number(start.ordinal())
                        .number(limit)
                        .number(start.skip())
                        .list(SshCaStore::read))
                .orElse(List.of());
    }

    /** How many CAs a path has. */
    long count(Tx tx, View view) {
        return order.total(tx, view.sshCas(), view.owner());
    }

    private static SshCa read(Row row) {
        String zone = row.textOrNull(4);
        return new SshCa(
                new SshCaId(row.text(1)),
                new ApplicationId(row.uuid(2)),
                new AccountId(row.text(3)),
                zone == null ? null : new ZoneId(zone),
                new AudTag(row.text(5)),
                row.number(6),
                row.text(7),
                row.uuid(8),
                row.instant(9));
    }
}
