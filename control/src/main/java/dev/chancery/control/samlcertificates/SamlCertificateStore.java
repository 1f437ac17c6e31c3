package dev.chancery.control.samlcertificates;

import dev.chancery.control.db.DatabaseException;
import dev.chancery.control.db.Row;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.publishing.SamlCertificateSetId;
import dev.chancery.pki.Certificate;
import dev.chancery.pki.Der;
import dev.chancery.pki.DerException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tables of certificate sets and their certificates. */
final class SamlCertificateStore {
    private static final String SETS = "select s.id, s.account_id, s.created_on, s.updated_on,"
            + " c.id, c.certificate, c.key_id, p.id, p.certificate, p.key_id from saml_certificate_set s"
            + " join saml_certificate c on c.set_id = s.id and c.is_current = 1"
            + " left join saml_certificate p on p.set_id = s.id and p.is_current = 0";

    /** Inserts a set with its first certificate. */
    void insert(Tx tx, SamlCertificateSet set) {
        tx.sql("insert into saml_certificate_set (id, account_id, created_on, updated_on) values (?, ?, ?, ?)")
                .uuid(set.id().uuid())
                .text(set.account().hex())
                .instant(set.createdOn())
                .instant(set.updatedOn())
                .run();
        insertCurrent(tx, set);
    }

    private static void insertCurrent(Tx tx, SamlCertificateSet set) {
        SamlCertificate current = set.current();
        tx.sql("insert into saml_certificate (id, set_id, is_current, certificate, key_id, not_after)"
                        + " values (?, ?, 1, ?, ?, ?)")
                .uuid(current.id())
                .uuid(set.id().uuid())
                .bytes(current.certificate().der().toByteArray())
                .uuid(current.key())
                .instant(current.certificate().notAfter())
                .run();
    }

    /** A set of the account. */
    Optional<SamlCertificateSet> find(Tx tx, AccountId account, SamlCertificateSetId id) {
        return tx.sql(SETS + " where s.id = ? and s.account_id = ?")
                .uuid(id.uuid())
                .text(account.hex())
                .first(SamlCertificateStore::read);
    }

    /** The same, locked for the transaction. */
    Optional<SamlCertificateSet> lock(Tx tx, AccountId account, SamlCertificateSetId id) {
        // The set's row alone: an outer join takes no lock on PostgreSQL.
        tx.sql("select 1 from saml_certificate_set where id = ?" + tx.engine().forUpdate())
                .uuid(id.uuid())
                .first(row -> true);
        return find(tx, account, id);
    }

    /** Whether the account has this set. */
    boolean has(Tx tx, AccountId account, SamlCertificateSetId id) {
        return tx.sql("select 1 from saml_certificate_set where id = ? and account_id = ?")
                .uuid(id.uuid())
                .text(account.hex())
                .first(row -> true)
                .orElse(false);
    }

    /** Puts a locked set's new current certificate in its place; the former current one takes the place of the previous one. */
    void rotate(Tx tx, SamlCertificateSet rotated) {
        tx.sql("delete from saml_certificate where set_id = ? and is_current = 0")
                .uuid(rotated.id().uuid())
                .run();
        tx.sql("update saml_certificate set is_current = 0 where set_id = ? and is_current = 1")
                .uuid(rotated.id().uuid())
                .run();
        insertCurrent(tx, rotated);
        tx.sql("update saml_certificate_set set updated_on = ? where id = ?")
                .instant(rotated.updatedOn())
                .uuid(rotated.id().uuid())
                .run();
    }

    /** A slice of an account's sets, in the order they were made. */
    List<SamlCertificateSet> list(Tx tx, AccountId account, long offset, int limit) {
        return tx.sql(SETS + " where s.account_id = ? order by s.created_on, s.id limit ? offset ?")
                .text(account.hex())
                .number(limit)
                .number(offset)
                .list(SamlCertificateStore::read);
    }

    /** How many sets an account has. */
    long count(Tx tx, AccountId account) {
        return tx.sql("select count(*) from saml_certificate_set where account_id = ?")
                .text(account.hex())
                .first(row -> row.number(1))
                .orElse(0L);
    }

    /** The sets of live accounts whose current certificate ends by then. */
    List<SamlCertificateSet> ending(Tx tx, Instant by) {
        return tx.sql(SETS + " join account a on a.id = s.account_id"
                        + " where c.not_after <= ? and a.deleted_on is null order by c.not_after, s.id")
                .instant(by)
                .list(SamlCertificateStore::read);
    }

    private static SamlCertificateSet read(Row row) {
        @Nullable UUID previous = row.uuidOrNull(8);
        return new SamlCertificateSet(
                new SamlCertificateSetId(row.uuid(1)),
                new AccountId(row.text(2)),
                row.instant(3),
                row.instant(4),
                new SamlCertificate(row.uuid(5), certificate(row.bytes(6)), row.uuid(7)),
                previous == null
                        ? Optional.empty()
                        : Optional.of(new SamlCertificate(previous, certificate(row.bytes(9)), row.uuid(10))));
    }

    private static Certificate certificate(byte[] der) {
        try {
            return Certificate.parse(Der.of(der));
        } catch (DerException e) {
            throw new DatabaseException("a SAML certificate is stored in an unknown form: " + e.sentence(), e);
        }
    }
}
