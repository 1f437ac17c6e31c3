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
import java.util.Map;
import java.util.Optional;

/**
 * Makes a policy of one application. Without a precedence it comes after those that are there.
 *
 * <p>Refusals: no such application at this path (12135, 404). Then, all at once: a policy that is malformed (6007, 6008, 6009,
 * 12130), does not fit the application's type (12130), names what the account does not have (12130, at the rule), or wants a
 * precedence another policy of the application has (12130, at {@code /precedence}).
 */
public final class CreateApplicationPolicy {
    private final Database database;
    private final Applications applications;
    private final PolicyBook book;

    public CreateApplicationPolicy(Database database, Applications applications, PolicyBook book) {
        this.database = database;
        this.applications = applications;
        this.book = book;
    }

    /**
     * @throws Refusal as the class says
     */
    public BoundPolicy create(AccountOrZoneAccess access, ApplicationId application, PolicyDraft draft) {
        return database.write(Lane.TRUST, tx -> create(tx, access, application, draft));
    }

    private BoundPolicy create(Tx tx, AccountOrZoneAccess access, ApplicationId application, PolicyDraft draft) {
        Applications.Kind kind = hold(tx, applications, access, application);
        Told told = book.told(tx);
        told.application(access.account(), application);
        List<BoundPolicy> there = book.store().bound(tx, application);
        List<Fault> faults = book.faultsOf(tx, access.account(), draft, kind);
        draft.precedence()
                .filter(wanted -> there.stream().anyMatch(bound -> bound.precedence() == wanted))
                .ifPresent(wanted -> faults.add(taken("/precedence", wanted)));
        if (!faults.isEmpty()) {
            throw new Refusal(faults);
        }
        long precedence = draft.precedence()
                .orElseGet(() -> there.isEmpty() ? 1 : there.getLast().precedence() + 1);
        AccessPolicy policy = book.create(tx, access, Optional.of(application), draft.terms());
        book.store().bind(tx, application, Map.of(policy.id(), precedence));
        told.publish();
        return new BoundPolicy(policy, precedence);
    }

    static Applications.Kind hold(
            Tx tx, Applications applications, AccountOrZoneAccess access, ApplicationId application) {
        return applications.hold(tx, access, application).orElseThrow(() -> notFound(application));
    }

    static Refusal notFound(ApplicationId application) {
        return AccessRefusals.notFound("%s (expected: the id of an application that is there)".formatted(application));
    }

    static Fault taken(String pointer, long precedence) {
        return AccessRefusals.invalid(
                pointer,
                "policy precedences must be unique: %d (expected: one no other policy of the application has)"
                        .formatted(precedence));
    }
}
