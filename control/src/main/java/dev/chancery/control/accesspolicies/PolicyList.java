package dev.chancery.control.accesspolicies;

import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountOrZoneAccess;
import dev.chancery.control.publishing.ApplicationId;
import dev.chancery.control.publishing.ApplicationPolicies;
import dev.chancery.control.publishing.Applications;
import dev.chancery.control.refusal.AccessRefusals;
import dev.chancery.control.refusal.Fault;
import dev.chancery.control.refusal.Refusal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An application's {@code policies} as they were sent, to be put in the place of those it has. */
final class PolicyList implements ApplicationPolicies.Selection {
    private final PolicyBook book;
    private final Applications.Kind kind;
    private final List<Item> items;

    /**
     * One item.
     *
     * @param id the policy it names; empty for one that is to be made
     * @param draft what it shall say; empty where only its id was sent
     * @param precedence its place; that in the list if none was sent
     * @param at its JSON pointer
     */
    record Item(Optional<PolicyId> id, Optional<PolicyDraft> draft, long precedence, String at) {}

    /** The policies an application is going to have. */
    private record Wanted(Item item, @Nullable AccessPolicy there) {}

    PolicyList(PolicyBook book, Applications.Kind kind, List<Item> items) {
        this.book = book;
        this.kind = kind;
        this.items = List.copyOf(items);
    }

    @Override
    public void bind(Tx tx, AccountOrZoneAccess access, ApplicationId application) {
        List<BoundPolicy> before = book.store().bound(tx, application);
        List<Fault> faults = new ArrayList<>(placeFaults());
        List<Wanted> wanted = new ArrayList<>();
        for (Item item : items) {
            look(tx, access, application, item, faults).ifPresent(wanted::add);
        }
        if (!faults.isEmpty()) {
            throw new Refusal(faults);
        }
        book.store().unbindAll(tx, application);
        Map<PolicyId, Long> places = new LinkedHashMap<>();
        for (Wanted each : wanted) {
            places.put(write(tx, access, application, each).id(), each.item().precedence());
        }
        book.store().bind(tx, application, places);
        before.stream()
                .map(BoundPolicy::policy)
                .filter(policy -> policy.belongsTo(application) && !places.containsKey(policy.id()))
                .forEach(policy -> book.delete(tx, access, policy));
        Map<PolicyId, Long> old = new LinkedHashMap<>();
        before.forEach(bound -> old.put(bound.policy().id(), bound.precedence()));
        if (!old.equals(places)) {
            book.recordList(tx, access, application, List.copyOf(places.keySet()));
        }
    }

    /** Places and policies that appear twice. */
    private List<Fault> placeFaults() {
        List<Fault> faults = new ArrayList<>();
        Set<Long> places = new HashSet<>();
        Set<PolicyId> ids = new HashSet<>();
        for (Item item : items) {
            if (!places.add(item.precedence())) {
                faults.add(CreateApplicationPolicy.taken(item.at(), item.precedence()));
            }
            item.id()
                    .filter(id -> !ids.add(id))
                    .ifPresent(id -> faults.add(AccessRefusals.invalid(
                            item.at(), "%s: %s twice (expected: each policy once)".formatted(name(item), id))));
        }
        return faults;
    }

    private Optional<Wanted> look(
            Tx tx, AccountOrZoneAccess access, ApplicationId application, Item item, List<Fault> faults) {
        Optional<AccessPolicy> there = item.id().flatMap(id -> book.store().lock(tx, access.account(), id));
        if (item.id().isPresent()
                && there.filter(policy -> fits(policy, application)).isEmpty()) {
            faults.add(AccessRefusals.invalid(
                    item.at(),
                    "%s: %s (expected: the id of %s)"
                            .formatted(name(item), item.id().get(), expected())));
            return Optional.empty();
        }
        boolean own = there.map(policy -> policy.belongsTo(application)).orElse(true);
        item.draft()
                .filter(draft -> own)
                .ifPresent(draft -> faults.addAll(book.faultsOf(tx, access.account(), draft, kind)));
        if (!own && items.stream().anyMatch(other -> other.id().isEmpty())) {
            faults.add(AccessRefusals.invalid(
                    item.at(),
                    "%s: a reusable policy beside one written out (expected: either reusable policies or the"
                                    .formatted(name(item))
                            + " application's own)"));
        }
        return Optional.of(new Wanted(item, there.orElse(null)));
    }

    private boolean fits(AccessPolicy policy, ApplicationId application) {
        return policy.belongsTo(application)
                || switch (kind) {
                    case OTHER -> policy.reusable();
                    case INFRASTRUCTURE -> false;
                };
    }

    private String expected() {
        return switch (kind) {
            case OTHER -> "a reusable policy of the account, or of one of this application";
            case INFRASTRUCTURE ->
                "a policy of this application; reusable ones are not for infrastructure applications";
        };
    }

    private AccessPolicy write(Tx tx, AccountOrZoneAccess access, ApplicationId application, Wanted wanted) {
        Optional<PolicyTerms> terms = wanted.item().draft().map(PolicyDraft::terms);
        AccessPolicy there = wanted.there();
        if (there == null) {
            return book.create(tx, access, Optional.of(application), terms.orElseThrow());
        }
        // What is said of a reusable policy in passing is what a client read and sends back; it is changed at its own
        // path.
        return there.reusable()
                ? there
                : terms.map(said -> book.update(tx, access, there, said)).orElse(there);
    }

    private static String name(Item item) {
        return item.at().substring(1);
    }
}
