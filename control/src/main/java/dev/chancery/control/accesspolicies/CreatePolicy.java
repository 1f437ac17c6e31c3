package dev.chancery.control.accesspolicies;

import dev.chancery.control.accesstrust.Told;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.principal.AccountAccess;
import dev.chancery.control.publishing.Applications;
import dev.chancery.control.refusal.Fault;
import dev.chancery.control.refusal.Refusal;
import java.util.List;
import java.util.Optional;

/**
 * Makes a reusable policy.
 *
 * <p>Refusals, all at once: a policy that is malformed (6007, 6008, 6009, 12130), says what only an infrastructure application's
 * may (12130), or names what the account does not have (12130, at the rule).
 */
public final class CreatePolicy {
    private final Database database;
    private final PolicyBook book;

    public CreatePolicy(Database database, PolicyBook book) {
        this.database = database;
        this.book = book;
    }

    /**
     * @throws Refusal as the class says
     */
    public ReadPolicy.Shown create(AccountAccess access, PolicyDraft draft) {
        return database.write(Lane.TRUST, tx -> {
            List<Fault> faults = book.faultsOf(tx, access.account(), draft, Applications.Kind.OTHER);
            if (!faults.isEmpty()) {
                throw new Refusal(faults);
            }
            AccessPolicy policy = book.create(tx, access, Optional.empty(), draft.terms());
            Told told = book.told(tx);
            told.policy(policy.id().uuid());
            told.publish();
            return new ReadPolicy.Shown(policy, 0);
        });
    }
}
