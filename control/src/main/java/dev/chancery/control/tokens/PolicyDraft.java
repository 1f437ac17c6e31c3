package dev.chancery.control.tokens;

import dev.chancery.control.principal.HexId;
import dev.chancery.control.principal.PermissionGroup;
import dev.chancery.control.principal.Policy;
import dev.chancery.control.principal.ResourceSelector;
import java.security.SecureRandom;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * A policy as a caller asks for it, without the id we will give it. Lists keep the caller's order, so that a fault can point.
 *
 * @param effect allow or deny
 * @param groups the permission groups
 * @param resources what it is about
 */
public record PolicyDraft(Policy.Effect effect, List<PermissionGroup> groups, List<ResourceSelector> resources) {
    public PolicyDraft {
        groups = List.copyOf(groups);
        resources = List.copyOf(resources);
    }

    /** The draft as a policy: one of those given if it says the same, so that its id stays, else with a new id. */
    Policy among(List<Policy> before, SecureRandom random) {
        return before.stream()
                .filter(policy -> policy.effect() == effect
                        && policy.groups().equals(new LinkedHashSet<>(groups))
                        && policy.resources().equals(resources))
                .findFirst()
                .orElseGet(() -> new Policy(HexId.random(random), effect, new LinkedHashSet<>(groups), resources));
    }

    static PolicyDraft of(Policy policy) {
        return new PolicyDraft(policy.effect(), List.copyOf(policy.groups()), policy.resources());
    }
}
