package dev.chancery.control.accessgroups;

import dev.chancery.control.accessrules.GroupId;
import dev.chancery.control.accessrules.RuleSet;
import dev.chancery.control.db.LiveRow;
import dev.chancery.control.db.Row;
import dev.chancery.control.db.Sql;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The table of groups. */
final class AccessGroupStore {
    private static final String COLUMNS =
            "select id, name, is_default, rules, created_on, updated_on from access_group";
    private static final String FILTER =
            " where account_id = ? and (? = 0 or name = ?) and lower(name) like ? escape '!'";

    void insert(Tx tx, AccountId account, AccessGroup group) {
        tx.sql("insert into access_group (id, account_id, name, is_default, rules, created_on, updated_on)"
                        + " values (?, ?, ?, ?, ?, ?, ?)")
                .uuid(group.id().uuid())
                .text(account.hex())
                .text(group.name())
                .flag(group.isDefault())
                .text(group.rules().toStored())
                .instant(group.createdOn())
                .instant(group.updatedOn())
                .run();
    }

    void update(Tx tx, AccessGroup group) {
        tx.sql("update access_group set name = ?, is_default = ?, rules = ?, updated_on = ? where id = ?")
                .text(group.name())
                .flag(group.isDefault())
                .text(group.rules().toStored())
                .instant(group.updatedOn())
                .uuid(group.id().uuid())
                .run();
    }

    void delete(Tx tx, GroupId id) {
        tx.sql("delete from access_group where id = ?").uuid(id.uuid()).run();
    }

    Optional<AccessGroup> find(Tx tx, AccountId account, GroupId id) {
        return find(tx, account, id, "");
    }

    /** The same, locked for the transaction. */
    Optional<AccessGroup> lock(Tx tx, AccountId account, GroupId id) {
        return find(tx, account, id, tx.engine().forUpdate());
    }

    private static Optional<AccessGroup> find(Tx tx, AccountId account, GroupId id, String lock) {
        return tx.sql(COLUMNS + " where id = ? and account_id = ?" + lock)
                .uuid(id.uuid())
                .text(account.hex())
                .first(AccessGroupStore::read);
    }

    /** How many groups an account holds; no other transaction that asks this adds one before this one ends. */
    long countLocked(Tx tx, AccountId account) {
        LiveRow.ACCOUNT.hold(tx, account.hex());
        return tx.sql("select count(*) from access_group where account_id = ?")
                .text(account.hex())
                .first(row -> row.number(1))
                .orElse(0L);
    }

    /** How many groups a filter shows. */
    long count(Tx tx, AccountId account, GroupFilter filter) {
        return filtered(tx, "select count(*) from access_group" + FILTER, account, filter)
                .first(row -> row.number(1))
                .orElse(0L);
    }

    /** A slice of the groups a filter shows, in the order they were made. */
    List<AccessGroup> list(Tx tx, AccountId account, GroupFilter filter, long offset, long limit) {
        return filtered(tx, COLUMNS + FILTER + " order by created_on, id limit ? offset ?", account, filter)
                .number(limit)
                .number(offset)
                .list(AccessGroupStore::read);
    }

    private static Sql filtered(Tx tx, String text, AccountId account, GroupFilter filter) {
        return tx.sql(text)
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

    private static AccessGroup read(Row row) {
        return new AccessGroup(
                new GroupId(row.uuid(1)),
                row.text(2),
                row.flag(3),
                RuleSet.ofStored(row.text(4)),
                row.instant(5),
                row.instant(6));
    }
}
