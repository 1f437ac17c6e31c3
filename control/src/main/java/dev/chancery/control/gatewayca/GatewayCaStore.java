package dev.chancery.control.gatewayca;

import dev.chancery.control.db.Row;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import java.util.Optional;

/** The table of gateway CAs. */
final class GatewayCaStore {
    private static final String ALL = "select id, account_id, public_key, key_id, created_on from access_gateway_ca";
    private static final String COLUMNS = ALL + " where account_id = ?";

    /**
     * Inserts a CA.
     *
     * @return whether it was inserted; if not, the account has one already
     */
    boolean insert(Tx tx, GatewayCa ca) {
        return tx.sql("insert into access_gateway_ca (id, account_id, public_key, key_id, created_on)"
                                + " values (?, ?, ?, ?, ?) on conflict (account_id) do nothing")
                        .uuid(ca.id().uuid())
                        .text(ca.account().hex())
                        .text(ca.publicKey())
                        .uuid(ca.key())
                        .instant(ca.createdOn())
                        .run()
                == 1;
    }

    /** The CA of an account. */
    Optional<GatewayCa> find(Tx tx, AccountId account) {
        return tx.sql(COLUMNS).text(account.hex()).first(GatewayCaStore::read);
    }

    /** The CA with this id, whosever it is. */
    Optional<GatewayCa> find(Tx tx, GatewayCaId id) {
        return tx.sql(ALL + " where id = ?").uuid(id.uuid()).first(GatewayCaStore::read);
    }

    /** A CA of the account, locked for the transaction. */
    Optional<GatewayCa> lock(Tx tx, AccountId account, GatewayCaId id) {
        return tx.sql(COLUMNS + " and id = ?" + tx.engine().forUpdate())
                .text(account.hex())
                .uuid(id.uuid())
                .first(GatewayCaStore::read);
    }

    /** Removes a CA. */
    void delete(Tx tx, GatewayCaId id) {
        tx.sql("delete from access_gateway_ca where id = ?").uuid(id.uuid()).run();
    }

    private static GatewayCa read(Row row) {
        return new GatewayCa(
                new GatewayCaId(row.uuid(1)), new AccountId(row.text(2)), row.text(3), row.uuid(4), row.instant(5));
    }
}
