package dev.chancery.control.accessrules;

import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.publishing.Applications;
import dev.chancery.control.publishing.IdentityProviderType;
import dev.chancery.control.publishing.IdentityProviders;
import dev.chancery.control.refusal.AccessRefusals;
import dev.chancery.control.refusal.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sees to it that what rules name is there, and stays there until the write that names it commits. */
public final class ReferenceCheck {
    private final KnownGroups groups;
    private final KnownServiceTokens tokens;
    private final IdentityProviders providers;
    private final Applications applications;

    public ReferenceCheck(
            KnownGroups groups, KnownServiceTokens tokens, IdentityProviders providers, Applications applications) {
        this.groups = groups;
        this.tokens = tokens;
        this.providers = providers;
        this.applications = applications;
    }

    /**
     * Holds everything a set of rules names.
     *
     * @param at the JSON pointer of the object the rules are members of
     * @return what is not there, or is of another type, each at its rule
     */
    public List<Fault> hold(Tx tx, AccountId account, RuleSet rules, String at) {
        List<Fault> faults = new ArrayList<>();
        hold(tx, account, rules.include(), at + "/include", faults);
        hold(tx, account, rules.require(), at + "/require", faults);
        hold(tx, account, rules.exclude(), at + "/exclude", faults);
        return faults;
    }

    private void hold(Tx tx, AccountId account, List<WrittenRule> rules, String at, List<Fault> faults) {
        for (int i = 0; i < rules.size(); i++) {
            String pointer = at + "/" + i;
            rules.get(i)
                    .rule()
                    .reference()
                    .flatMap(reference -> missing(tx, account, reference))
                    .ifPresent(sentence ->
                            faults.add(AccessRefusals.invalid(pointer, pointer.substring(1) + ": " + sentence)));
        }
    }

    private Optional<String> missing(Tx tx, AccountId account, Reference reference) {
        return switch (reference) {
            case Reference.ToGroup(GroupId group) ->
                unless(groups.hold(tx, account, group), "%s (expected: an Access group of the account)", group);
            case Reference.ToServiceToken(ServiceTokenId token) ->
                unless(tokens.hold(tx, account, token), "%s (expected: a service token of the account)", token);
            case Reference.ToApplication(var application) ->
                unless(
                        applications.has(tx, account, application),
                        "%s (expected: an application of the account)",
                        application);
            case Reference.ToIdentityProvider(var provider, Optional<IdentityProviderType> type) -> {
                Optional<IdentityProviderType> found = providers.hold(tx, account, provider);
                boolean fits = found.isPresent() && (type.isEmpty() || type.equals(found));
                yield unless(
                        fits,
                        "%s (expected: an identity provider of the account"
                                + type.map(wanted -> " of type " + wanted.word())
                                        .orElse("") + ")",
                        provider);
            }
        };
    }

    private static Optional<String> unless(boolean there, String sentence, Object id) {
        return there ? Optional.empty() : Optional.of(sentence.formatted(id));
    }
}
