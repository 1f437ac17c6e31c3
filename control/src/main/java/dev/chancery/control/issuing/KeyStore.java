package dev.chancery.control.issuing;

import dev.chancery.ca.DataKeyEnvelope;
import dev.chancery.ca.KeyPurpose;
import dev.chancery.ca.SealId;
import dev.chancery.ca.SealedKey;
import dev.chancery.control.db.DatabaseException;
import dev.chancery.control.db.Row;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import dev.chancery.pki.Der;
import java.util.Optional;
import java.util.UUID;

/** The tables of data keys and private keys, and the id of the seal they are under. Nothing here opens anything. */
final class KeyStore {
    private static final String SEAL = "seal.id";

    /** The seal this database was first used with. */
    Optional<SealId> seal(Tx tx) {
        return tx.sql("select value from setting where key = ?").text(SEAL).first(row -> new SealId(row.text(1)));
    }

    /** Notes the seal of a database that knows none yet, and tells which one it has; replicas may claim at once. */
    SealId claimSeal(Tx tx, SealId ours) {
        tx.sql("insert into setting (key, value) values (?, ?) on conflict (key) do nothing")
                .text(SEAL)
                .text(ours.value())
                .run();
        return seal(tx).orElseThrow(() -> new DatabaseException("the seal's id is gone again", null));
    }

    Optional<DataKeyEnvelope> dataKey(Tx tx, AccountId account) {
        return tx.sql("select wrapped from data_key where account_id = ?")
                .text(account.hex())
                .first(row -> DataKeyEnvelope.parse(account.hex(), row.bytes(1)));
    }

    /** Keeps an account's first data key, and tells which one the account has: the first one kept. */
    DataKeyEnvelope claimDataKey(Tx tx, AccountId account, DataKeyEnvelope ours) {
        tx.sql("insert into data_key (account_id, seal_id, wrapped) values (?, ?, ?)"
                        + " on conflict (account_id) do nothing")
                .text(account.hex())
                .text(ours.sealId().value())
                .bytes(ours.toBytes())
                .run();
        return dataKey(tx, account)
                .orElseThrow(() -> new DatabaseException("the account's data key is gone again", null));
    }

    void insert(Tx tx, KeptKey key) {
        tx.sql("insert into ca_key (id, account_id, purpose, algorithm, spki, sealed) values (?, ?, ?, ?, ?, ?)")
                .uuid(key.id())
                .text(key.account().hex())
                .text(key.purpose().label())
                .text(key.algorithm())
                .bytes(key.spki().toByteArray())
                .bytes(key.sealed().toBytes())
                .run();
    }

    Optional<KeptKey> key(Tx tx, UUID id) {
        return tx.sql("select account_id, purpose, algorithm, spki, sealed from ca_key where id = ?")
                .uuid(id)
                .first(row -> read(id, row));
    }

    void delete(Tx tx, UUID id) {
        tx.sql("delete from ca_key where id = ?").uuid(id).run();
    }

    private static KeptKey read(UUID id, Row row) {
        return new KeptKey(
                id,
                new AccountId(row.text(1)),
                purpose(row.text(2)),
                row.text(3),
                Der.of(row.bytes(4)),
                SealedKey.parse(row.bytes(5)));
    }

    private static KeyPurpose purpose(String label) {
        for (KeyPurpose purpose : KeyPurpose.values()) {
            if (purpose.label().equals(label)) {
                return purpose;
            }
        }
        throw new DatabaseException("ca_key.purpose: %s (expected: one this version knows)".formatted(label), null);
    }
}
