package dev.chancery.control.principal;

import java.util.List;
import java.util.Set;

/**
 * A token policy: groups of operations, allowed or denied on some resources.
 *
 * @param id 32 hex digits, given by us
 * @param effect allow or deny; deny wins
 * @param groups the permission groups it names
 * @param resources what it covers
 */
public record Policy(String id, Effect effect, Set<PermissionGroup> groups, List<ResourceSelector> resources) {
    /** Whether the policy gives or takes. */
    public enum Effect {
        ALLOW,
        DENY
    }

    public Policy {
        groups = Set.copyOf(groups);
        resources = List.copyOf(resources);
    }

    boolean covers(Resource resource) {
        return resources.stream().anyMatch(selector -> selector.covers(resource));
    }

    boolean names(Set<PermissionGroup> accepted) {
        return accepted.stream().anyMatch(groups::contains);
    }
}
