package dev.chancery.control.principal;

import java.util.List;
import java.util.Set;

/** Everything a principal may do: all of it, or what a list of policies says. */
public sealed interface Grants {
    /** The full power of a user (a legacy key). */
    record Everything() implements Grants {}

    /** What the policies of a token allow and do not deny. */
    record ByPolicies(List<Policy> policies) implements Grants {
        public ByPolicies {
            policies = List.copyOf(policies);
        }
    }

    /**
     * Whether one of the accepted groups is granted on a resource.
     *
     * @param accepted the groups any of which suffices
     */
    default boolean allow(Set<PermissionGroup> accepted, Resource resource) {
        return switch (this) {
            case Everything() -> true;
            case ByPolicies(List<Policy> policies) ->
                policies.stream()
                                .anyMatch(policy -> policy.effect() == Policy.Effect.ALLOW
                                        && policy.names(accepted)
                                        && policy.covers(resource))
                        && policies.stream()
                                .noneMatch(policy -> policy.effect() == Policy.Effect.DENY
                                        && policy.names(accepted)
                                        && policy.covers(resource));
        };
    }

    /**
     * Whether one of the accepted groups is granted on everything a selector covers, now and later.
     *
     * @param accepted the groups any of which suffices
     */
    default boolean allowThroughout(Set<PermissionGroup> accepted, ResourceSelector whole) {
        return switch (this) {
            case Everything() -> true;
            case ByPolicies(List<Policy> policies) ->
                policies.stream()
                                .anyMatch(policy -> policy.effect() == Policy.Effect.ALLOW
                                        && policy.names(accepted)
                                        && policy.includes(whole))
                        && policies.stream()
                                .noneMatch(policy -> policy.effect() == Policy.Effect.DENY
                                        && policy.names(accepted)
                                        && policy.mayMeet(whole));
        };
    }

    /** Whether the resource may be known at all: some policy allows something on it. */
    default boolean see(Resource resource) {
        return switch (this) {
            case Everything() -> true;
            case ByPolicies(List<Policy> policies) ->
                policies.stream()
                        .anyMatch(policy -> policy.effect() == Policy.Effect.ALLOW
                                && (policy.covers(resource) || reachesInto(policy, resource)));
        };
    }

    /** An account is visible to a token that may touch one of its zones. */
    private static boolean reachesInto(Policy policy, Resource resource) {
        return resource instanceof Resource.OfAccount(AccountId id)
                && policy.resources().stream().anyMatch(selector -> switch (selector) {
                    case ResourceSelector.AllZones _ -> true;
                    case ResourceSelector.ZonesOfAccount(AccountId of) -> of.equals(id);
                    case ResourceSelector.ZoneOfAccount(AccountId of, ZoneId _) -> of.equals(id);
                    case ResourceSelector.OneZone _,
                            ResourceSelector.OneUser _,
                            ResourceSelector.AllAccounts _,
                            ResourceSelector.OneAccount _ -> false;
                });
    }
}
