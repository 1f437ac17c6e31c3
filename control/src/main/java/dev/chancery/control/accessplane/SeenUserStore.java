package dev.chancery.control.accessplane;

import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import java.time.Instant;

/** The table of people who signed in. */
final class SeenUserStore {
    /**
     * Notes that somebody came.
     *
     * @param admitted whether they were let in
     */
    void put(Tx tx, AccountId account, SeenUser user, boolean admitted, Instant now) {
        tx.sql("insert into access_user (account_id, id, email, name, identity, created_on, updated_on, last_login_on)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (account_id, id) do update set"
                        + " name = excluded.name, identity = excluded.identity, updated_on = excluded.updated_on,"
                        + " last_login_on = coalesce(excluded.last_login_on, access_user.last_login_on)")
                .text(account.hex())
                .uuid(user.id())
                .text(user.email())
                .text(user.name())
                .text(user.identity().toString())
                .instant(now)
                .instant(now)
                .instant(admitted ? now : null)
                .run();
    }

    void deleteIdle(Tx tx, Instant since) {
        tx.sql("delete from access_user where updated_on < ?").instant(since).run();
    }
}
