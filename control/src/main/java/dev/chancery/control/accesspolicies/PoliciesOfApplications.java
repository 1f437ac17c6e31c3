package dev.chancery.control.accesspolicies;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chancery.control.accessrules.RuleReferenceStore;
import dev.chancery.control.accessrules.SshCertificateMember;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountOrZoneAccess;
import dev.chancery.control.publishing.ApplicationId;
import dev.chancery.control.publishing.ApplicationPolicies;
import dev.chancery.control.publishing.Applications;
import dev.chancery.control.refusal.AccessRefusals;
import dev.chancery.control.refusal.Fault;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Puts policies into applications, and shows them there. */
public final class PoliciesOfApplications implements ApplicationPolicies {
    private final PolicyBook book;
    private final RuleReferenceStore references = new RuleReferenceStore();

    public PoliciesOfApplications(PolicyBook book) {
        this.book = book;
    }

    @Override
    public Selection read(JsonNode policies, Applications.Kind kind, List<Fault> faults) {
        return new PolicyList(book, kind, PolicyListBody.read(policies, faults));
    }

    @Override
    public Optional<JsonNode> sshCertificate(Tx tx, ApplicationId application, UUID policy) {
        return book.store()
                .bound(tx, application, new PolicyId(policy))
                .map(bound -> bound.policy().terms().options().path(SshCertificateMember.NAME))
                .filter(JsonNode::isObject);
    }

    @Override
    public List<JsonNode> shown(Tx tx, ApplicationId application) {
        return book.store().bound(tx, application).stream().map(PolicyJson::of).toList();
    }

    @Override
    public void release(Tx tx, AccountOrZoneAccess access, ApplicationId application) {
        List<BoundPolicy> bound = book.store().bound(tx, application);
        book.store().unbindAll(tx, application);
        bound.stream()
                .map(BoundPolicy::policy)
                .filter(policy -> policy.belongsTo(application))
                .forEach(policy -> book.delete(tx, access, policy));
        references.userOf(tx, application).ifPresent(user -> {
            throw AccessRefusals.conflict(
                    "application is in use: a rule of %s names it (expected: none)".formatted(user));
        });
    }
}
