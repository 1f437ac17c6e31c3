package dev.chancery.control.accesspolicies;

import dev.chancery.control.accessrules.ReferenceCheck;
import dev.chancery.control.accessrules.RuleReferenceStore;
import dev.chancery.control.accesstrust.AccessTrust;
import dev.chancery.control.accesstrust.Told;
import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.principal.AccountOrZoneAccess;
import dev.chancery.control.publishing.ApplicationId;
import dev.chancery.control.publishing.Applications;
import dev.chancery.control.refusal.Fault;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * How policies are written, whoever asks: what they name is held, their references are kept, and each change has its audit entry
 * in the same transaction.
 */
public final class PolicyBook {
    /** Policies an audit entry names before it only counts them. */
    private static final int MOST_NAMED = 20;

    private final ReferenceCheck check;
    private final AuditLog audit;
    private final AccessTrust trust;
    private final Supplier<UUID> ids;
    private final InstantSource clock;
    private final AccessPolicyStore store = new AccessPolicyStore();
    private final RuleReferenceStore references = new RuleReferenceStore();

    /**
     * @param ids where new ids come from
     */
    public PolicyBook(
            ReferenceCheck check, AuditLog audit, AccessTrust trust, Supplier<UUID> ids, InstantSource clock) {
        this.check = check;
        this.audit = audit;
        this.trust = trust;
        this.ids = ids;
        this.clock = clock;
    }

    /** Begins to note what edges must hear of. */
    Told told(Tx tx) {
        return trust.in(tx);
    }

    AccessPolicyStore store() {
        return store;
    }

    /** Everything that is wrong with a draft: what the parser found, what does not fit, and what it names and is not there. */
    List<Fault> faultsOf(Tx tx, AccountId account, PolicyDraft draft, Applications.Kind kind) {
        List<Fault> faults = new ArrayList<>(draft.faults());
        faults.addAll(PolicyRules.judge(draft.terms(), kind, draft.at()));
        faults.addAll(check.hold(tx, account, draft.terms().rules(), draft.at()));
        return faults;
    }

    /** Writes a new policy. */
    AccessPolicy create(Tx tx, AccountOrZoneAccess access, Optional<ApplicationId> application, PolicyTerms terms) {
        Instant now = now();
        AccessPolicy policy = new AccessPolicy(new PolicyId(ids.get()), application, terms, now, now);
        store.insert(tx, access.account(), policy);
        keepReferences(tx, policy);
        audit.record(tx, entry(access, Action.CREATE, policy));
        return policy;
    }

    /** Writes other terms; the same ones change nothing. */
    AccessPolicy update(Tx tx, AccountOrZoneAccess access, AccessPolicy before, PolicyTerms terms) {
        return terms.equals(before.terms()) ? before : rewrite(tx, access, before, before.application(), terms);
    }

    /** Gives a policy of one application to all of them. */
    AccessPolicy makeReusable(Tx tx, AccountOrZoneAccess access, AccessPolicy before) {
        return before.reusable() ? before : rewrite(tx, access, before, Optional.empty(), before.terms());
    }

    /** Moves a policy to a place of its application that is free. */
    void move(Tx tx, AccountOrZoneAccess access, ApplicationId application, AccessPolicy policy, long precedence) {
        store.move(tx, application, policy.id(), precedence);
        audit.record(tx, entry(access, Action.UPDATE, policy).with("precedence", Long.toString(precedence)));
    }

    /** Tells which policies an application has now. */
    void recordList(Tx tx, AccountOrZoneAccess access, ApplicationId application, List<PolicyId> policies) {
        audit.record(
                tx,
                AuditEntry.of(access, Action.REPLACE, ObjectKind.ACCESS_APPLICATION_POLICIES, application.toString())
                        .with(
                                "policies",
                                policies.stream()
                                        .limit(MOST_NAMED)
                                        .map(PolicyId::toString)
                                        .collect(Collectors.joining(", ")))
                        .with("count", Integer.toString(policies.size())));
    }

    /** Deletes a policy that no application has any more. */
    void delete(Tx tx, AccountOrZoneAccess access, AccessPolicy policy) {
        references.remove(tx, RuleReferenceStore.Owner.POLICY, policy.id().uuid());
        store.delete(tx, policy.id());
        audit.record(tx, entry(access, Action.DELETE, policy));
    }

    private AccessPolicy rewrite(
            Tx tx,
            AccountOrZoneAccess access,
            AccessPolicy before,
            Optional<ApplicationId> application,
            PolicyTerms terms) {
        AccessPolicy after = new AccessPolicy(before.id(), application, terms, before.createdOn(), now());
        store.update(tx, after);
        keepReferences(tx, after);
        audit.record(tx, entry(access, Action.UPDATE, after));
        return after;
    }

    private void keepReferences(Tx tx, AccessPolicy policy) {
        references.put(
                tx,
                RuleReferenceStore.Owner.POLICY,
                policy.id().uuid(),
                policy.terms().rules().references());
    }

    private static AuditEntry entry(AccountOrZoneAccess access, Action action, AccessPolicy policy) {
        return AuditEntry.of(
                        access, action, ObjectKind.ACCESS_POLICY, policy.id().toString())
                .with("name", policy.terms().name())
                .with("decision", policy.terms().decision().word())
                .with(
                        "belongs_to",
                        policy.application().map(ApplicationId::toString).orElse("account"));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
