package dev.chancery.control.accesskeys;

import dev.chancery.control.db.DatabaseException;
import dev.chancery.control.db.LiveRow;
import dev.chancery.control.db.Row;
import dev.chancery.control.db.Tx;
import dev.chancery.control.issuing.KeptCertificate;
import dev.chancery.control.issuing.KeptKey;
import dev.chancery.control.principal.AccountId;
import dev.chancery.pki.Certificate;
import dev.chancery.pki.Der;
import dev.chancery.pki.DerException;
import dev.chancery.pki.SubjectPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The tables of signing keys and of how often they change. */
final class AccessKeyStore {
    private static final String CURRENT = "select k.account_id, k.id, k.made_on, coalesce(c.rotation_interval_days, "
            + AccessKeys.DEFAULT_DAYS
            + "), k.key_id from access_signing_key k"
            + " left join access_key_configuration c on c.account_id = k.account_id"
            + " join account a on a.id = k.account_id and a.deleted_on is null"
            + " where k.valid_until is null";

    /**
     * The key that signs.
     *
     * @param key where its private half is kept
     */
    record Current(AccessKeys keys, UUID key) {}

    /**
     * A key whose signatures are believed.
     *
     * @param id its id
     * @param publicKey its public half
     * @param certificate its certificate form; empty for keys older than that
     */
    record Published(UUID id, SubjectPublicKey publicKey, Optional<Certificate> certificate) {}

    /** How an account's keys stand; empty before the first one. */
    Optional<Current> current(Tx tx, AccountId account) {
        return tx.sql(CURRENT + " and k.account_id = ?").text(account.hex()).first(AccessKeyStore::read);
    }

    /** The same, and no other transaction that asks this changes it before this one ends. */
    Optional<Current> lock(Tx tx, AccountId account) {
        LiveRow.ACCOUNT.hold(tx, account.hex());
        return current(tx, account);
    }

    /** The keys of live accounts that should have changed by now. */
    List<AccessKeys> due(Tx tx, Instant now) {
        return tx.sql(CURRENT + " and k.made_on + coalesce(c.rotation_interval_days, " + AccessKeys.DEFAULT_DAYS
                        + ") * "
                        + Duration.ofDays(1).toNanos() / 1_000
                        + " <= ? order by k.made_on, k.id")
                .instant(now)
                .list(row -> read(row).keys());
    }

    /** Inserts the key that signs from now on. */
    void insert(Tx tx, UUID id, KeptCertificate made, Instant now) {
        KeptKey key = made.key();
        tx.sql("insert into access_signing_key (id, account_id, spki, key_id, made_on, certificate)"
                        + " values (?, ?, ?, ?, ?, ?)")
                .uuid(id)
                .text(key.account().hex())
                .bytes(key.spki().toByteArray())
                .uuid(key.id())
                .instant(now)
                .bytes(made.certificate().der().toByteArray())
                .run();
    }

    /** Removes the keys of an account that sign no more. */
    void forgetRetired(Tx tx, AccountId account) {
        tx.sql("delete from access_signing_key where account_id = ? and valid_until is not null")
                .text(account.hex())
                .run();
    }

    /** Lets a key sign no more. */
    void retire(Tx tx, UUID id, Instant validUntil) {
        tx.sql("update access_signing_key set key_id = null, valid_until = ? where id = ?")
                .instant(validUntil)
                .uuid(id)
                .run();
    }

    /** The accounts that have a key which is believed no more. */
    List<AccountId> accountsWithExpired(Tx tx, Instant now) {
        return tx.sql("select distinct account_id from access_signing_key where valid_until <= ?")
                .instant(now)
                .list(row -> new AccountId(row.text(1)));
    }

    /** Removes what is believed no more. */
    void forgetExpired(Tx tx, Instant now) {
        tx.sql("delete from access_signing_key where valid_until <= ?")
                .instant(now)
                .run();
    }

    /** Sets how often an account's key changes. */
    void setInterval(Tx tx, AccountId account, int days) {
        tx.sql(
                        "insert into access_key_configuration (account_id, rotation_interval_days) values (?, ?)"
                                + " on conflict (account_id) do update set rotation_interval_days = excluded.rotation_interval_days")
                .text(account.hex())
                .number(days)
                .run();
    }

    /** The keys whose signatures are believed, the one that signs first, then the last retired. */
    List<Published> published(Tx tx, AccountId account, Instant now) {
        return tx.sql("select id, spki, certificate from access_signing_key where account_id = ?"
                        + " and (valid_until is null or valid_until > ?)"
                        + " order by case when valid_until is null then 0 else 1 end, valid_until desc, id")
                .text(account.hex())
                .instant(now)
                .list(row -> new Published(
                        row.uuid(1),
                        publicKey(row.bytes(2)),
                        Optional.ofNullable(row.bytesOrNull(3)).map(AccessKeyStore::certificate)));
    }

    private static Current read(Row row) {
        return new Current(
                new AccessKeys(new AccountId(row.text(1)), row.uuid(2), row.instant(3), (int) row.number(4)),
                row.uuid(5));
    }

    private static Certificate certificate(byte[] der) {
        try {
            return Certificate.parse(Der.of(der));
        } catch (DerException e) {
            throw new DatabaseException("access_signing_key.certificate: " + e.sentence(), e);
        }
    }

    private static SubjectPublicKey publicKey(byte[] spki) {
        try {
            return SubjectPublicKey.parse(Der.of(spki));
        } catch (DerException e) {
            throw new DatabaseException("access_signing_key.spki: " + e.sentence(), e);
        }
    }
}
