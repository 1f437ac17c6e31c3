package dev.chancery.control.accesspolicies;

import dev.chancery.control.accesstrust.Told;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountAccess;
import dev.chancery.control.refusal.AccessRefusals;
import dev.chancery.control.refusal.Refusal;

/**
 * Deletes a reusable policy that no application has.
 *
 * <p>Refusals: none with this id (12135, 404); an application has it (12132, 409).
 */
public final class DeletePolicy {
    private final Database database;
    private final PolicyBook book;

    public DeletePolicy(Database database, PolicyBook book) {
        this.database = database;
        this.book = book;
    }

    /**
     * @throws Refusal as the class says
     */
    public void delete(AccountAccess access, PolicyId id) {
        database.write(Lane.TRUST, tx -> delete(tx, access, id));
    }

    private PolicyId delete(Tx tx, AccountAccess access, PolicyId id) {
        AccessPolicy policy = book.store()
                .lock(tx, access.account(), id)
                .filter(AccessPolicy::reusable)
                .orElseThrow(() -> ReadPolicy.notFound(id));
        long applications = book.store().applications(tx, id);
        if (applications > 0) {
            throw AccessRefusals.conflict(
                    "policy is in use by %d applications (expected: none; take it from them first)"
                            .formatted(applications));
        }
        book.delete(tx, access, policy);
        Told told = book.told(tx);
        told.policy(id.uuid());
        told.publish();
        return id;
    }
}
