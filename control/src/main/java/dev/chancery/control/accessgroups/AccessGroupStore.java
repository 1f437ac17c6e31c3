package dev.chancery.control.accessgroups;

import dev.chancery.control.accessrules.GroupId;
import dev.chancery.control.accessrules.NamedStore;
import dev.chancery.control.accessrules.RuleSet;
import dev.chancery.control.db.Row;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;

/** The table of groups. */
final class AccessGroupStore extends NamedStore<GroupId, AccessGroup> {
    AccessGroupStore() {
        super(
                "access_group",
                "id, name, is_default, rules, created_on, updated_on",
                GroupId::uuid,
                AccessGroupStore::read);
    }

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
