package dev.chancery.pki;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Certificate policies along a path (RFC 5280 section 6.1, as the graph of RFC 9618 instead of the tree that can grow
 * without bound), for a user to whom every policy is acceptable: the question left is whether some policy holds all along
 * where one is required.
 *
 * <p>Of the graph only the lowest row is kept: for each policy of the certificate looked at last, the policies that are
 * expected of the next one.
 */
final class PolicyWalk {
    private Map<Oid, Set<Oid>> row = Map.of(Oids.ANY_POLICY, Set.of(Oids.ANY_POLICY));
    private int explicit;
    private int mapping;
    private int any;

    private PolicyWalk(int length, PolicyRules anchor) {
        explicit = anchor.requireExplicit().orElse(length + 1);
        mapping = anchor.inhibitMapping().orElse(length + 1);
        any = anchor.inhibitAny().orElse(length + 1);
    }

    /**
     * Whether a policy holds wherever one is required.
     *
     * @param anchor what the anchor constrains (RFC 5937)
     * @param path the certificates below it, the leaf last
     */
    static boolean holds(PathNode anchor, List<PathNode> path) {
        if (requiresNone(anchor) && path.stream().allMatch(PolicyWalk::requiresNone)) {
            return true;
        }
        PolicyWalk walk = new PolicyWalk(path.size(), anchor.policies());
        for (PathNode node : path.subList(0, path.size() - 1)) {
            walk.enter(node, false);
            if (walk.row.isEmpty() && walk.explicit == 0) {
                return false;
            }
            walk.leave(node);
        }
        PathNode leaf = path.getLast();
        walk.enter(leaf, true);
        // Section 6.1.5 (a) and (b): the last certificate counts, also where it is self-issued.
        boolean required =
                walk.explicit <= 1 || leaf.policies().requireExplicit().orElse(1) == 0;
        return !required || !walk.row.isEmpty();
    }

    private static boolean requiresNone(PathNode node) {
        return node.policies().requireExplicit().isEmpty();
    }

    /** Section 6.1.3 (d) and (e): the next row. */
    private void enter(PathNode node, boolean last) {
        Map<Oid, Set<Oid>> next = new HashMap<>();
        Set<Oid> expected = new HashSet<>();
        row.values().forEach(expected::addAll);
        boolean anyAbove = row.containsKey(Oids.ANY_POLICY);
        for (Oid policy : node.policies().policies()) {
            if (!policy.equals(Oids.ANY_POLICY) && (expected.contains(policy) || anyAbove)) {
                next.put(policy, Set.of(policy));
            }
        }
        if (node.policies().policies().contains(Oids.ANY_POLICY) && (any > 0 || (!last && node.isSelfIssued()))) {
            expected.forEach(policy -> next.putIfAbsent(policy, Set.of(policy)));
        }
        row = next;
    }

    /** Section 6.1.4 (a), (b) and (h) to (j): what holds for the certificates below. */
    private void leave(PathNode node) {
        PolicyRules rules = node.policies();
        rules.mappings().forEach((issuer, subjects) -> {
            if (mapping == 0) {
                row.remove(issuer);
            } else if (row.containsKey(issuer) || row.containsKey(Oids.ANY_POLICY)) {
                row.put(issuer, subjects);
            }
        });
        if (!node.isSelfIssued()) {
            explicit = Math.max(0, explicit - 1);
            mapping = Math.max(0, mapping - 1);
            any = Math.max(0, any - 1);
        }
        explicit = Math.min(explicit, rules.requireExplicit().orElse(explicit));
        mapping = Math.min(mapping, rules.inhibitMapping().orElse(mapping));
        any = Math.min(any, rules.inhibitAny().orElse(any));
    }
}
