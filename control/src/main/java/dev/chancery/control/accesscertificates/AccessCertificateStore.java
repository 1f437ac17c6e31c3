package dev.chancery.control.accesscertificates;

import dev.chancery.control.db.Row;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table of Access's certificates, without their hostnames. A deleted one keeps its row. */
final class AccessCertificateStore {
    private static final String COLUMNS =
            "select id, name, fingerprint, created_on, updated_on, expires_on from access_certificate";

    /**
     * A new certificate.
     *
     * @param certificate what is shown of it
     * @param pem the bundle, normalised
     * @param digest lower-case hex SHA-256 of the bundle's certificates one after the other
     */
    record NewCertificate(AccessCertificate certificate, String pem, String digest) {}

    /**
     * Inserts a certificate.
     *
     * @return whether it was inserted; if not, the account holds the same bundle already
     */
    boolean insert(Tx tx, AccountId account, NewCertificate added) {
        return tx.sql("insert into access_certificate (id, account_id, name, certificates, digest, fingerprint,"
                                + " created_on, updated_on, expires_on) values (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                                + " on conflict (account_id, digest) where deleted_on is null do nothing")
                        .uuid(added.certificate().id().uuid())
                        .text(account.hex())
                        .text(added.certificate().name())
                        .text(added.pem())
                        .text(added.digest())
                        .text(added.certificate().fingerprint())
                        .instant(added.certificate().createdOn())
                        .instant(added.certificate().updatedOn())
                        .instant(added.certificate().expiresOn())
                        .run()
                == 1;
    }

    /** A live certificate. */
    Optional<AccessCertificate> find(Tx tx, AccountId account, AccessCertificateId id) {
        return find(tx, account, id, "");
    }

    /** A live certificate, locked for the transaction. */
    Optional<AccessCertificate> lock(Tx tx, AccountId account, AccessCertificateId id) {
        return find(tx, account, id, tx.engine().forUpdate());
    }

    private static Optional<AccessCertificate> find(Tx tx, AccountId account, AccessCertificateId id, String lock) {
        return tx.sql(COLUMNS + " where id = ? and account_id = ? and deleted_on is null" + lock)
                .uuid(id.uuid())
                .text(account.hex())
                .first(AccessCertificateStore::read);
    }

    /** The digest of a live certificate's bundle. */
    String digest(Tx tx, AccessCertificateId id) {
        return tx.sql("select digest from access_certificate where id = ?")
                .uuid(id.uuid())
                .first(row -> row.text(1))
                .orElseThrow();
    }

    /** A certificate's bundle as PEM text. */
    String certificates(Tx tx, AccessCertificateId id) {
        return tx.sql("select certificates from access_certificate where id = ?")
                .uuid(id.uuid())
                .first(row -> row.text(1))
                .orElseThrow();
    }

    /** Writes what may change: the name, and when something did. */
    void update(Tx tx, AccessCertificate certificate) {
        tx.sql("update access_certificate set name = ?, updated_on = ? where id = ?")
                .text(certificate.name())
                .instant(certificate.updatedOn())
                .uuid(certificate.id().uuid())
                .run();
    }

    /** Marks a certificate deleted. */
    void delete(Tx tx, AccessCertificateId id, Instant now) {
        tx.sql("update access_certificate set deleted_on = ? where id = ?")
                .instant(now)
                .uuid(id.uuid())
                .run();
    }

    /** How many live certificates an account holds. */
    long count(Tx tx, AccountId account) {
        return tx.sql("select count(*) from access_certificate where account_id = ? and deleted_on is null")
                .text(account.hex())
                .first(row -> row.number(1))
                .orElse(0L);
    }

    /** A slice of an account's live certificates, in the order they were added. */
    List<AccessCertificate> list(Tx tx, AccountId account, long offset, int limit) {
        return tx.sql(COLUMNS + " where account_id = ? and deleted_on is null"
                        + " order by created_on, id limit ? offset ?")
                .text(account.hex())
                .number(limit)
                .number(offset)
                .list(AccessCertificateStore::read);
    }

    private static AccessCertificate read(Row row) {
        return new AccessCertificate(
                new AccessCertificateId(row.uuid(1)),
                row.text(2),
                row.text(3),
                List.of(),
                row.instant(4),
                row.instant(5),
                row.instant(6));
    }
}
