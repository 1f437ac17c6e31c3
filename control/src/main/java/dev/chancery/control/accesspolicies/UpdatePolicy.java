package dev.chancery.control.accesspolicies;

import dev.chancery.control.accesstrust.Told;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountAccess;
import dev.chancery.control.publishing.Applications;
import dev.chancery.control.refusal.Fault;
import dev.chancery.control.refusal.Refusal;
import java.util.List;

/**
 * Describes a reusable policy anew: what the body leaves out is no longer part of it. What is the same already changes nothing.
 *
 * <p>Refusals: none with this id (12135, 404). Then, all at once, those of {@link CreatePolicy}.
 */
public final class UpdatePolicy {
    private final Database database;
    private final PolicyBook book;

    public UpdatePolicy(Database database, PolicyBook book) {
        this.database = database;
        this.book = book;
    }

    /**
     * @throws Refusal as the class says
     */
    public ReadPolicy.Shown update(AccountAccess access, PolicyId id, PolicyDraft draft) {
        return database.write(Lane.TRUST, tx -> update(tx, access, id, draft));
    }

    private ReadPolicy.Shown update(Tx tx, AccountAccess access, PolicyId id, PolicyDraft draft) {
        AccessPolicy before = book.store()
                .lock(tx, access.account(), id)
                .filter(AccessPolicy::reusable)
                .orElseThrow(() -> ReadPolicy.notFound(id));
        List<Fault> faults = book.faultsOf(tx, access.account(), draft, Applications.Kind.OTHER);
        if (!faults.isEmpty()) {
            throw new Refusal(faults);
        }
        ReadPolicy.Shown shown = ReadPolicy.show(tx, book.store(), book.update(tx, access, before, draft.terms()));
        Told told = book.told(tx);
        told.policy(id.uuid());
        told.publish();
        return shown;
    }
}
