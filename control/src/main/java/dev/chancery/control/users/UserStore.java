package dev.chancery.control.users;

import dev.chancery.control.db.Row;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.principal.UserId;
import java.util.List;
import java.util.Optional;

/** The table of users, and their side of memberships. */
public final class UserStore {
    /** Adds a user. */
    public void insert(Tx tx, User user) {
        tx.sql("insert into app_user (id, email, first_name, last_name, country, telephone, zipcode, created_on)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)")
                .text(user.id().hex())
                .text(user.email())
                .text(user.profile().firstName().orElse(null))
                .text(user.profile().lastName().orElse(null))
                .text(user.profile().country().orElse(null))
                .text(user.profile().telephone().orElse(null))
                .text(user.profile().zipcode().orElse(null))
                .instant(user.createdOn())
                .run();
    }

    /** A user; in a write, locked until its end. */
    public Optional<User> find(Tx tx, UserId id) {
        String lock = tx.writes() ? tx.engine().forUpdate() : "";
        return tx.sql("select id, email, first_name, last_name, country, telephone, zipcode, created_on from app_user"
                        + " where id = ?" + lock)
                .text(id.hex())
                .first(UserStore::user);
    }

    void update(Tx tx, UserId id, User.Profile profile) {
        tx.sql(
                        "update app_user set first_name = ?, last_name = ?, country = ?, telephone = ?, zipcode = ? where id = ?")
                .text(profile.firstName().orElse(null))
                .text(profile.lastName().orElse(null))
                .text(profile.country().orElse(null))
                .text(profile.telephone().orElse(null))
                .text(profile.zipcode().orElse(null))
                .text(id.hex())
                .run();
    }

    /** All memberships of a user in live accounts, by the account's name. */
    List<Membership> memberships(Tx tx, UserId user) {
        return tx.sql("select m.id, m.status, a.id, a.name, a.type, a.settings, a.created_on from membership m"
                        + " join account a on a.id = m.account_id where m.user_id = ? and a.deleted_on is null"
                        + " order by a.name, m.id")
                .text(user.hex())
                .list(UserStore::membership);
    }

    private static User user(Row row) {
        return new User(
                new UserId(row.text(1)),
                row.text(2),
                new User.Profile(
                        Optional.ofNullable(row.textOrNull(3)),
                        Optional.ofNullable(row.textOrNull(4)),
                        Optional.ofNullable(row.textOrNull(5)),
                        Optional.ofNullable(row.textOrNull(6)),
                        Optional.ofNullable(row.textOrNull(7))),
                row.instant(8));
    }

    private static Membership membership(Row row) {
        return new Membership(
                new MembershipId(row.text(1)),
                MembershipStatus.parse(row.text(2)).orElseThrow(),
                new AccountId(row.text(3)),
                row.text(4),
                row.text(5),
                row.text(6),
                row.instant(7));
    }
}
