package dev.chancery.control.mtlscertificates;

import dev.chancery.control.db.DatabaseException;
import dev.chancery.control.db.LiveRow;
import dev.chancery.control.db.Row;
import dev.chancery.control.db.Sql;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.publishing.MtlsCertificateId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table of uploaded certificates. A deleted one keeps its row, without its key. */
final class MtlsCertificateStore {
    private static final String COLUMNS = "select id, account_id, name, is_ca, type, certificates, fingerprint, serial,"
            + " issuer, signature, uploaded_on, expires_on from mtls_certificate";
    private static final String FILTER = " where account_id = ? and deleted_on is null"
            + " and type in (?, ?, ?) and is_ca between ? and ? and (? = 0 or name = ?)";

    /**
     * A row as a deletion finds it.
     *
     * @param certificate what it was
     * @param key its sealed key, if it has one
     * @param deleted whether it is gone already
     */
    record Found(MtlsCertificate certificate, Optional<UUID> key, boolean deleted) {}

    /**
     * Inserts a certificate.
     *
     * @return whether it was inserted; if not, the account holds the same bundle already
     */
    boolean insert(Tx tx, MtlsCertificate certificate, @Nullable UUID key) {
        return tx.sql(
                                "insert into mtls_certificate (id, account_id, name, is_ca, type, certificates, fingerprint, serial,"
                                        + " issuer, signature, key_id, uploaded_on, updated_on, expires_on)"
                                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                                        + " on conflict (account_id, fingerprint) where deleted_on is null do nothing")
                        .uuid(certificate.id().uuid())
                        .text(certificate.account().hex())
                        .text(certificate.name())
                        .flag(certificate.ca())
                        .text(certificate.type().word())
                        .text(certificate.certificates())
                        .text(certificate.fingerprint())
                        .text(certificate.serial())
                        .text(certificate.issuer())
                        .text(certificate.signature())
                        .uuid(key)
                        .instant(certificate.uploadedOn())
                        .instant(certificate.uploadedOn())
                        .instant(certificate.expiresOn())
                        .run()
                == 1;
    }

    /** A live certificate. */
    Optional<MtlsCertificate> find(Tx tx, AccountId account, MtlsCertificateId id) {
        return tx.sql(COLUMNS + " where id = ? and account_id = ? and deleted_on is null")
                .uuid(id.uuid())
                .text(account.hex())
                .first(MtlsCertificateStore::read);
    }

    /** Whether a live certificate is a CA. */
    Optional<Boolean> isCa(Tx tx, AccountId account, MtlsCertificateId id) {
        return isCa(tx, account, id, "");
    }

    /** The same, and no deletion of it commits before this transaction does. */
    Optional<Boolean> holdAndTellWhetherCa(Tx tx, AccountId account, MtlsCertificateId id) {
        return isCa(tx, account, id, tx.engine().forUpdate());
    }

    private static Optional<Boolean> isCa(Tx tx, AccountId account, MtlsCertificateId id, String lock) {
        return tx.sql("select is_ca from mtls_certificate where id = ? and account_id = ? and deleted_on is null"
                        + lock)
                .uuid(id.uuid())
                .text(account.hex())
                .first(row -> row.flag(1));
    }

    /** A certificate, live or deleted, locked for the transaction. */
    Optional<Found> lock(Tx tx, AccountId account, MtlsCertificateId id) {
        return tx.sql("select id, account_id, name, is_ca, type, certificates, fingerprint, serial, issuer, signature,"
                        + " uploaded_on, expires_on, key_id, deleted_on from mtls_certificate"
                        + " where id = ? and account_id = ?"
                        + tx.engine().forUpdate())
                .uuid(id.uuid())
                .text(account.hex())
                .first(row ->
                        new Found(read(row), Optional.ofNullable(row.uuidOrNull(13)), row.numberOrNull(14) != null));
    }

    /** Marks a certificate deleted and lets go of its key. */
    void delete(Tx tx, MtlsCertificateId id, Instant now) {
        tx.sql("update mtls_certificate set deleted_on = ?, key_id = null where id = ?")
                .instant(now)
                .uuid(id.uuid())
                .run();
    }

    /** How many live CAs an account holds; no other transaction that asks this adds one before this one ends. */
    long countCasLocked(Tx tx, AccountId account) {
        LiveRow.ACCOUNT.hold(tx, account.hex());
        return tx.sql("select count(*) from mtls_certificate where account_id = ? and is_ca = 1 and deleted_on is null")
                .text(account.hex())
                .first(row -> row.number(1))
                .orElse(0L);
    }

    /** How many live certificates a filter shows. */
    long count(Tx tx, AccountId account, CertificateFilter filter) {
        return filtered(tx, "select count(*) from mtls_certificate" + FILTER, account, filter)
                .first(row -> row.number(1))
                .orElse(0L);
    }

    /** A slice of the live certificates a filter shows, in the order they were uploaded. */
    List<MtlsCertificate> list(Tx tx, AccountId account, CertificateFilter filter, long offset, long limit) {
        return filtered(tx, COLUMNS + FILTER + " order by uploaded_on, id limit ? offset ?", account, filter)
                .number(limit)
                .number(offset)
                .list(MtlsCertificateStore::read);
    }

    private static Sql filtered(Tx tx, String text, AccountId account, CertificateFilter filter) {
        List<CertificateType> types = filter.types().isEmpty() ? List.of(CertificateType.values()) : filter.types();
        Sql sql = tx.sql(text).text(account.hex());
        for (int i = 0; i < CertificateType.values().length; i++) {
            // Fewer types than places: the last one again changes nothing.
            sql.text(types.get(Math.min(i, types.size() - 1)).word());
        }
        return sql.number(filter.ca().orElse(false) ? 1 : 0)
                .number(filter.ca().orElse(true) ? 1 : 0)
                .number(filter.name().isPresent() ? 1 : 0)
                .text(filter.name().orElse(""));
    }

    private static MtlsCertificate read(Row row) {
        return new MtlsCertificate(
                new MtlsCertificateId(row.uuid(1)),
                new AccountId(row.text(2)),
                row.text(3),
                row.flag(4),
                CertificateType.ofWord(row.text(5)).orElseThrow(),
                row.text(6),
                row.text(7),
                row.text(8),
                row.text(9),
                row.text(10),
                row.instant(11),
                row.instant(12));
    }

    /** The bundle of a certificate, deleted or not, as PEM text. */
    String certificates(Tx tx, MtlsCertificateId id) {
        return tx.sql("select certificates from mtls_certificate where id = ?")
                .uuid(id.uuid())
                .first(row -> row.text(1))
                .orElseThrow(() -> new DatabaseException("mTLS certificate %s is gone".formatted(id), null));
    }
}
