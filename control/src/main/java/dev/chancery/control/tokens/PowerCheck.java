package dev.chancery.control.tokens;

import dev.chancery.control.principal.AccountId;
import dev.chancery.control.principal.Directory;
import dev.chancery.control.principal.Grants;
import dev.chancery.control.principal.PermissionGroup;
import dev.chancery.control.principal.Policy;
import dev.chancery.control.principal.Principal;
import dev.chancery.control.principal.ResourceSelector;
import dev.chancery.control.principal.ZoneId;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps a token from granting more than its maker holds.
 *
 * <p>Guarantee: whatever the new token may do, on what exists today and on what will exist, its maker's credentials may do. Each
 * group a policy allows must be allowed to the maker throughout each resource named; each policy that denies the maker something
 * there must be among the new token's own. Resources outside the owner's reach are refused, although they would grant nothing.
 */
final class PowerCheck {
    private final Directory zones;

    PowerCheck(Directory zones) {
        this.zones = zones;
    }

    /** What is wrong with these policies for a token of this owner, made by this caller; empty if nothing is. */
    List<Fault> faults(Principal caller, Principal.Owner owner, List<PolicyDraft> policies) {
        return faults(caller, owner, policies, true);
    }

    /**
     * What a token that exists may do and this caller may not. What lies outside the owner's reach by now, such as a zone that
     * was deleted, grants nothing and is no fault.
     */
    List<Fault> excess(Principal caller, Principal.Owner owner, List<PolicyDraft> policies) {
        return faults(caller, owner, policies, false);
    }

    private List<Fault> faults(
            Principal caller, Principal.Owner owner, List<PolicyDraft> policies, boolean reachIsDemanded) {
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < policies.size(); i++) {
            PolicyDraft policy = policies.get(i);
            for (ResourceSelector resource : policy.resources()) {
                String at = "/policies/%d".formatted(i);
                Optional<ResourceSelector> exact = exact(resource, owner);
                if (exact.isEmpty() || !inReach(exact.get(), caller, owner)) {
                    if (reachIsDemanded) {
                        faults.add(ErrorCode.INVALID_REQUEST.at(
                                at + "/resources",
                                "resources: %s is not yours (expected: resources of the token's owner)"
                                        .formatted(ResourceNames.name(resource))));
                    }
                } else if (policy.effect() == Policy.Effect.ALLOW) {
                    grants(caller, policy, exact.get(), at).ifPresent(faults::add);
                    denials(caller, policies, exact.get(), at).ifPresent(faults::add);
                }
            }
        }
        return faults;
    }

    /** The selector as narrow as the owner makes it: with its account where it names none. */
    private Optional<ResourceSelector> exact(ResourceSelector selector, Principal.Owner owner) {
        return switch (selector) {
            case ResourceSelector.OneZone(ZoneId id) ->
                zones.zone(id).map(zone -> new ResourceSelector.ZoneOfAccount(zone.account(), id));
            case ResourceSelector.AllAccounts()
            when owner instanceof Principal.Owner.OfAccount(AccountId account) ->
                Optional.of(new ResourceSelector.OneAccount(account));
            case ResourceSelector.AllZones()
            when owner instanceof Principal.Owner.OfAccount(AccountId account) ->
                Optional.of(new ResourceSelector.ZonesOfAccount(account));
            case ResourceSelector.AllAccounts _,
                    ResourceSelector.AllZones _,
                    ResourceSelector.OneUser _,
                    ResourceSelector.OneAccount _,
                    ResourceSelector.ZonesOfAccount _,
                    ResourceSelector.ZoneOfAccount _ -> Optional.of(selector);
        };
    }

    private static boolean inReach(ResourceSelector selector, Principal caller, Principal.Owner owner) {
        return caller.reaches(selector)
                && (!(owner instanceof Principal.Owner.OfAccount(AccountId account))
                        || new ResourceSelector.OneAccount(account).equals(selector)
                        || new ResourceSelector.ZonesOfAccount(account).includes(selector));
    }

    private static Optional<Fault> grants(Principal caller, PolicyDraft policy, ResourceSelector resource, String at) {
        for (int k = 0; k < policy.groups().size(); k++) {
            PermissionGroup group = policy.groups().get(k);
            if (!holds(caller.grants(), group, resource)) {
                return Optional.of(ErrorCode.INVALID_REQUEST.at(
                        "%s/permission_groups/%d".formatted(at, k),
                        "permission_groups: %s on %s is more than the credentials you use hold (expected: what they hold"
                                        .formatted(group.title(), ResourceNames.name(resource))
                                + " throughout)"));
            }
        }
        return Optional.empty();
    }

    /** Whether the maker holds a group throughout a resource; a group that means nothing there needs no holding. */
    private static boolean holds(Grants grants, PermissionGroup group, ResourceSelector resource) {
        boolean ofUser = resource instanceof ResourceSelector.OneUser;
        boolean ofAccount =
                resource instanceof ResourceSelector.AllAccounts || resource instanceof ResourceSelector.OneAccount;
        return switch (group.scope()) {
            case USER -> !ofUser || grants.allowThroughout(Set.of(group), resource);
            case ACCOUNT ->
                ofUser
                        || grants.allowThroughout(Set.of(group), resource)
                        // An account's group also governs some operations on its zones.
                        || (!ofAccount && grants.allowThroughout(Set.of(group), accountOf(resource)));
            case ZONE -> ofUser || ofAccount || grants.allowThroughout(Set.of(group), resource);
        };
    }

    private static ResourceSelector accountOf(ResourceSelector zones) {
        return switch (zones) {
            case ResourceSelector.ZonesOfAccount(AccountId account) -> new ResourceSelector.OneAccount(account);
            case ResourceSelector.ZoneOfAccount(AccountId account, ZoneId _) ->
                new ResourceSelector.OneAccount(account);
            case ResourceSelector.AllZones _, ResourceSelector.OneZone _ -> new ResourceSelector.AllAccounts();
            case ResourceSelector.AllAccounts _, ResourceSelector.OneAccount _, ResourceSelector.OneUser _ -> zones;
        };
    }

    /** A denial is judged together with every group an operation accepts, so it must be carried over whole. */
    private static Optional<Fault> denials(
            Principal caller, List<PolicyDraft> policies, ResourceSelector resource, String at) {
        if (!(caller.grants() instanceof Grants.ByPolicies(List<Policy> own))) {
            return Optional.empty();
        }
        return own.stream()
                .filter(denial -> denial.effect() == Policy.Effect.DENY && denial.mayMeet(resource))
                .filter(denial -> policies.stream().noneMatch(policy -> repeats(policy, denial)))
                .findFirst()
                .map(denial -> ErrorCode.INVALID_REQUEST.at(
                        at,
                        "policies: the credentials you use are denied %s on %s (expected: the same denial in the new token)"
                                .formatted(
                                        denial.groups().iterator().next().title(),
                                        ResourceNames.name(denial.resources().getFirst()))));
    }

    private static boolean repeats(PolicyDraft policy, Policy denial) {
        return policy.effect() == Policy.Effect.DENY
                && policy.groups().containsAll(denial.groups())
                && denial.resources().stream()
                        .allMatch(denied -> policy.resources().stream().anyMatch(of -> of.includes(denied)));
    }
}
