package dev.chancery.control.accessrules;

import dev.chancery.control.db.LiveRow;
import dev.chancery.control.db.Row;
import dev.chancery.control.db.Sql;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * What the tables of things with a name in an account have in common: rows with {@code id}, {@code account_id}, {@code name} and
 * {@code created_on}.
 *
 * @param <I> the ids of the things
 * @param <T> the things
 */
public abstract class NamedStore<I, T> {
    private static final String FILTER =
            " where account_id = ? and (? = 0 or name = ?) and lower(name) like ? escape '!'";

    private final String table;
    private final String columns;
    private final Function<I, UUID> uuid;
    private final Function<Row, T> read;

    /**
     * @param table its name
     * @param columns what is read of a row, parted by commas
     * @param uuid how an id is kept
     * @param read makes a thing of these columns
     */
    protected NamedStore(String table, String columns, Function<I, UUID> uuid, Function<Row, T> read) {
        this.table = table;
        this.columns = columns;
        this.uuid = uuid;
        this.read = read;
    }

    /** A thing of an account. */
    public Optional<T> find(Tx tx, AccountId account, I id) {
        return find(tx, account, id, "");
    }

    /** The same, and it stays as it is until the transaction ends. */
    public Optional<T> lock(Tx tx, AccountId account, I id) {
        return find(tx, account, id, tx.engine().forUpdate());
    }

    private Optional<T> find(Tx tx, AccountId account, I id, String lock) {
        return tx.sql("select " + columns + " from " + table + " where id = ? and account_id = ?" + lock)
                .uuid(uuid.apply(id))
                .text(account.hex())
                .first(read);
    }

    /** How many an account holds; no other transaction that asks this adds one before this one ends. */
    public long countLocked(Tx tx, AccountId account) {
        LiveRow.ACCOUNT.hold(tx, account.hex());
        return tx.sql("select count(*) from " + table + " where account_id = ?")
                .text(account.hex())
                .first(row -> row.number(1))
                .orElse(0L);
    }

    /** How many a filter shows. */
    public long count(Tx tx, AccountId account, NamedFilter filter) {
        return filtered(tx, "select count(*)", "", account, filter)
                .first(row -> row.number(1))
                .orElse(0L);
    }

    /** A slice of what a filter shows, in the order they were made. */
    public List<T> list(Tx tx, AccountId account, NamedFilter filter, long offset, long limit) {
        return filtered(tx, "select " + columns, " order by created_on, id limit ? offset ?", account, filter)
                .number(limit)
                .number(offset)
                .list(read);
    }

    private Sql filtered(Tx tx, String select, String order, AccountId account, NamedFilter filter) {
        return tx.sql(select + " from " + table + FILTER + order)
                .text(account.hex())
                .number(filter.name().isPresent() ? 1 : 0)
                .text(filter.name().orElse(""))
                .text("%" + escaped(filter.search().orElse("")) + "%");
    }

    private static String escaped(String search) {
        return search.toLowerCase(Locale.ROOT)
                .replace("!", "!!")
                .replace("%", "!%")
                .replace("_", "!_");
    }

    /** Deletes a thing. */
    public void delete(Tx tx, I id) {
        tx.sql("delete from " + table + " where id = ?").uuid(uuid.apply(id)).run();
    }
}
