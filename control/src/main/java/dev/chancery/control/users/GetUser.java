package dev.chancery.control.users;

import dev.chancery.control.db.Database;
import dev.chancery.control.principal.UserAccess;
import java.util.List;

/** Shows the calling user with its memberships. It refuses nothing of its own: whoever calls exists. */
final class GetUser {
    private final Database database;
    private final UserStore store = new UserStore();

    GetUser(Database database) {
        this.database = database;
    }

    record Found(User user, List<Membership> memberships) {}

    Found get(UserAccess access) {
        return database.read(
                tx -> new Found(store.find(tx, access.user()).orElseThrow(), store.memberships(tx, access.user())));
    }
}
