package dev.chancery.control.issuing;

import dev.chancery.control.db.DatabaseException;
import dev.chancery.control.db.Row;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import dev.chancery.pki.Certificate;
import dev.chancery.pki.Der;
import dev.chancery.pki.DerException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The table of managed CAs, and which CRL partition of each is open. */
final class AuthorityStore {
    private static final String COLUMNS =
            "select id, account_id, role, issuer_id, certificate, key_id, base_url, open_partition, created_on"
                    + " from managed_ca where ";

    /** An issuing CA's open partition. */
    record Partition(UUID ca, long open) {}

    Optional<Authority> find(Tx tx, UUID id) {
        return tx.sql(COLUMNS + "id = ?").uuid(id).first(AuthorityStore::read);
    }

    /** The CA of this role that serves an account now. */
    Optional<Authority> inUse(Tx tx, AccountId account, Authority.Role role) {
        return tx.sql(COLUMNS + "account_id = ? and role = ? and retired_on is null")
                .text(account.hex())
                .text(role.word())
                .first(AuthorityStore::read);
    }

    /**
     * Inserts a CA with its first CRL partition. Of several replicas that insert an account's CA at once, one succeeds; the
     * others wait for its commit.
     *
     * @return whether it was inserted; if not, the account has one of this role already
     */
    boolean insert(Tx tx, Authority ca) {
        boolean inserted = tx.sql(
                                "insert into managed_ca (id, account_id, role, issuer_id, certificate, key_id, base_url,"
                                        + " open_partition, created_on) values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing")
                        .uuid(ca.id())
                        .text(ca.account().hex())
                        .text(ca.role().word())
                        .uuid(ca.issuer().orElse(null))
                        .bytes(ca.certificate().der().toByteArray())
                        .uuid(ca.key())
                        .text(ca.urls().base())
                        .number(ca.openPartition())
                        .instant(ca.createdOn())
                        .run()
                == 1;
        if (inserted) {
            insertPartition(tx, ca.id(), ca.openPartition());
        }
        return inserted;
    }

    /** The issuing CAs in use whose open partition holds at least so many certificates. */
    List<Partition> full(Tx tx, long certificates) {
        return tx.sql("select c.id, c.open_partition from managed_ca c join crl_partition p"
                        + " on p.ca_id = c.id and p.number_of_partition = c.open_partition"
                        + " where c.role = 'issuing' and c.retired_on is null and p.issued >= ?")
                .number(certificates)
                .list(row -> new Partition(row.uuid(1), row.number(2)));
    }

    /** The open partitions of the issuing CAs in use. */
    List<Partition> open(Tx tx) {
        return tx.sql("select id, open_partition from managed_ca where role = 'issuing' and retired_on is null")
                .list(row -> new Partition(row.uuid(1), row.number(2)));
    }

    /** Opens the partition after a full one, unless another replica has done it already. */
    void openNext(Tx tx, Partition full) {
        long next = full.open() + 1;
        int moved = tx.sql("update managed_ca set open_partition = ? where id = ? and open_partition = ?")
                .number(next)
                .uuid(full.ca())
                .number(full.open())
                .run();
        if (moved == 1) {
            insertPartition(tx, full.ca(), next);
        }
    }

    /** A partition whose first list is still to be built. */
    private static void insertPartition(Tx tx, UUID ca, long number) {
        tx.sql("insert into crl_partition (ca_id, number_of_partition, issued, changed_revision, built_revision,"
                        + " crl_number) values (?, ?, 0, 1, 0, 0) on conflict do nothing")
                .uuid(ca)
                .number(number)
                .run();
    }

    private static Authority read(Row row) {
        UUID id = row.uuid(1);
        return new Authority(
                id,
                new AccountId(row.text(2)),
                Authority.Role.ofWord(row.text(3)),
                Optional.ofNullable(row.uuidOrNull(4)),
                certificate(id, row.bytes(5)),
                row.uuid(6),
                new CaUrls(row.text(7), id),
                row.number(8),
                row.instant(9));
    }

    private static Certificate certificate(UUID id, byte[] der) {
        try {
            return Certificate.parse(Der.of(der));
        } catch (DerException e) {
            throw new DatabaseException("the certificate of managed CA " + id + " is damaged: " + e.sentence(), e);
        }
    }
}
