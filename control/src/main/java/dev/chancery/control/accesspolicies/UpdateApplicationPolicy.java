package dev.chancery.control.accesspolicies;

import dev.chancery.control.accesstrust.Told;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountOrZoneAccess;
import dev.chancery.control.publishing.ApplicationId;
import dev.chancery.control.publishing.Applications;
import dev.chancery.control.refusal.AccessRefusals;
import dev.chancery.control.refusal.Fault;
import dev.chancery.control.refusal.Refusal;
import java.util.List;

/**
 * Describes a policy of one application anew: what the body leaves out is no longer part of it, except its precedence, which
 * stays. What is the same already changes nothing.
 *
 * <p>Refusals: no such application at this path, or no such policy in it (12135, 404); a reusable policy, which is changed at its
 * own path (12130). Then, all at once, those of {@link CreateApplicationPolicy}.
 */
public final class UpdateApplicationPolicy {
    private final Database database;
    private final Applications applications;
    private final PolicyBook book;

    public UpdateApplicationPolicy(Database database, Applications applications, PolicyBook book) {
        this.database = database;
        this.applications = applications;
        this.book = book;
    }

    /**
     * @throws Refusal as the class says
     */
    public BoundPolicy update(AccountOrZoneAccess access, ApplicationId application, PolicyId id, PolicyDraft draft) {
        return database.write(Lane.TRUST, tx -> update(tx, access, application, id, draft));
    }

    private BoundPolicy update(
            Tx tx, AccountOrZoneAccess access, ApplicationId application, PolicyId id, PolicyDraft draft) {
        Applications.Kind kind = CreateApplicationPolicy.hold(tx, applications, access, application);
        Told told = book.told(tx);
        told.application(access.account(), application);
        BoundPolicy before = own(tx, book.store(), application, id);
        List<Fault> faults = book.faultsOf(tx, access.account(), draft, kind);
        long precedence = draft.precedence().orElse(before.precedence());
        if (precedence != before.precedence()
                && book.store().bound(tx, application).stream().anyMatch(bound -> bound.precedence() == precedence)) {
            faults.add(CreateApplicationPolicy.taken("/precedence", precedence));
        }
        if (!faults.isEmpty()) {
            throw new Refusal(faults);
        }
        AccessPolicy after = book.update(tx, access, before.policy(), draft.terms());
        if (precedence != before.precedence()) {
            book.move(tx, access, application, after, precedence);
        }
        told.publish();
        return new BoundPolicy(after, precedence);
    }

    /**
     * A policy that belongs to the application.
     *
     * @throws Refusal if there is none, or it is a reusable one
     */
    static BoundPolicy own(Tx tx, AccessPolicyStore store, ApplicationId application, PolicyId id) {
        BoundPolicy bound = store.bound(tx, application, id).orElseThrow(() -> ReadPolicy.notFound(id));
        if (bound.policy().reusable()) {
            throw AccessRefusals.invalid(
                    "%s is a reusable policy (expected: a policy of this application alone; a".formatted(id)
                            + " reusable one has its own path, /accounts/{account_id}/access/policies)");
        }
        return bound;
    }
}
