package dev.chancery.control.users;

import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.principal.UserAccess;
import java.util.List;
import java.util.function.UnaryOperator;

/** Changes what the calling user says of itself. It refuses nothing of its own. */
final class UpdateUser {
    private final Database database;
    private final AuditLog audit;
    private final UserStore store = new UserStore();

    UpdateUser(Database database, AuditLog audit) {
        this.database = database;
        this.audit = audit;
    }

    /**
     * @param change makes the new profile of the old one
     */
    GetUser.Found update(UserAccess access, UnaryOperator<User.Profile> change) {
        return database.write(Lane.GENERAL, tx -> {
            User before = store.find(tx, access.user()).orElseThrow();
            User after = new User(before.id(), before.email(), change.apply(before.profile()), before.createdOn());
            List<Membership> memberships = store.memberships(tx, access.user());
            store.update(tx, access.user(), after.profile());
            audit.record(
                    tx,
                    AuditEntry.of(
                            access, Action.UPDATE, ObjectKind.USER, after.id().hex()));
            return new GetUser.Found(after, memberships);
        });
    }
}
