package dev.chancery.control.principal;

import java.util.Collections;
import java.util.LinkedHashSet;
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
        // In the order given: an answer repeats it, and clients compare.
        groups = Collections.unmodifiableSet(new LinkedHashSet<>(groups));
        resources = List.copyOf(resources);
    }

    /** Whether everything a selector covers, now and later, is covered. */
    boolean includes(ResourceSelector whole) {
        return resources.stream().anyMatch(selector -> selector.includes(whole));
    }

    /** Whether something a selector covers may be covered too. */
    public boolean mayMeet(ResourceSelector other) {
        return resources.stream().anyMatch(selector -> selector.mayMeet(other));
    }

    boolean covers(Resource resource) {
        return resources.stream().anyMatch(selector -> selector.covers(resource));
    }

    boolean names(Set<PermissionGroup> accepted) {
        return accepted.stream().anyMatch(groups::contains);
    }
}
