package dev.chancery.pki;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One search for a path, depth first from the leaf upwards, the likeliest issuer first (RFC 4158 section 2.4). What a
 * certificate breaks ends the branch it stands in; every pair of certificate and issuer tried counts, and the count is
 * bounded, so no arrangement of certificates makes the search long.
 */
final class PathSearch {
    private final PathValidation validation;
    private final PathPolicy policy;
    private final List<Certificate> presented;
    private final Instant at;

    /** Leaf first. */
    private final List<PathNode> path = new ArrayList<>(4);

    private int links;
    private long comparisons;
    private @Nullable PathFault fault;
    private int faultDepth = -1;

    PathSearch(PathValidation validation, List<Certificate> presented, Instant at) {
        this.validation = validation;
        this.policy = validation.policy();
        this.presented = presented;
        this.at = at;
    }

    PathVerdict from(PathNode leaf) {
        @Nullable PathFault own = leaf.asLeaf(policy, at);
        if (own != null) {
            return new PathVerdict.Refused(own);
        }
        path.add(leaf);
        if (leaf.isAnchor() || climb()) {
            return valid();
        }
        return new PathVerdict.Refused(
                fault != null
                        ? fault
                        : PathFault.of(
                                PathFault.Kind.NO_PATH,
                                leaf.certificate(),
                                "was not issued by any CA in force here; it names \""
                                        + leaf.certificate().issuerString() + "\""));
    }

    private PathVerdict valid() {
        Instant until = path.stream()
                .map(node -> node.certificate().notAfter())
                .min(Comparator.naturalOrder())
                .orElseThrow()
                .plusSeconds(1);
        return new PathVerdict.Valid(path.stream().map(PathNode::certificate).toList(), until);
    }

    /** Whether a path from the last certificate upwards was found; it then stands in {@link #path}. */
    private boolean climb() {
        PathNode node = path.getLast();
        for (PathNode issuer : candidates(node)) {
            if (isInPath(issuer)) {
                continue;
            }
            if (links++ >= policy.maxLinks()) {
                refuse(PathFault.Kind.TOO_COMPLEX, node, "leads to more issuers than are looked at");
                return false;
            }
            @Nullable PathFault wrong = judge(node, issuer);
            if (wrong != null) {
                refuse(wrong);
                continue;
            }
            path.add(issuer);
            if (issuer.isAnchor() ? policiesHold() : climb()) {
                return true;
            }
            path.removeLast();
        }
        return false;
    }

    private List<PathNode> candidates(PathNode node) {
        List<PathNode> candidates = validation.issuersOf(node.certificate(), presented);
        if (candidates.isEmpty() && path.size() > 1) {
            refuse(PathFault.Kind.NO_PATH, node, "was not issued by any CA in force here");
        }
        if (candidates.size() > 1) {
            candidates.sort(Comparator.comparingInt(issuer -> unlikeliness(node.certificate(), issuer)));
        }
        return candidates;
    }

    /** Key identifiers first, which are hints and no more (RFC 5280 section 4.2.1.1), then validity, then anchors. */
    private int unlikeliness(Certificate certificate, PathNode issuer) {
        Optional<Der> wanted = certificate.authorityKeyIdentifier();
        Optional<Der> found = issuer.certificate().subjectKeyIdentifier();
        int identifiers = wanted.isEmpty() || found.isEmpty() ? 1 : wanted.equals(found) ? 0 : 2;
        return identifiers * 4 + (issuer.certificate().isValidAt(at) ? 0 : 2) + (issuer.isAnchor() ? 0 : 1);
    }

    /** The same certificate, or above the leaf the same name and key, twice is a circle (RFC 4158 section 2.4.1). */
    private boolean isInPath(PathNode candidate) {
        Certificate other = candidate.certificate();
        for (int i = 0; i < path.size(); i++) {
            Certificate certificate = path.get(i).certificate();
            if (certificate.equals(other)
                    || (i > 0
                            && certificate.publicKey().equals(other.publicKey())
                            && certificate.subject().matches(other.subject()))) {
                return true;
            }
        }
        return false;
    }

    /** What is wrong with this issuer above the path so far; null if nothing. Cheap questions first. */
    private @Nullable PathFault judge(PathNode node, PathNode issuer) {
        @Nullable PathFault own = issuer.asIssuer(policy, at);
        if (own != null) {
            return own;
        }
        @Nullable PathFault length = judgeLength(issuer);
        if (length != null) {
            return length;
        }
        if (!validation.isSignedBy(node, issuer)) {
            return PathFault.of(
                    PathFault.Kind.SIGNATURE_INVALID,
                    node.certificate(),
                    "is not signed by the key of \"" + issuer.certificate().subjectString() + "\"");
        }
        return judgeNames(issuer);
    }

    /** Section 6.1.4 (l) and (m), from below: the intermediates between the issuer and the leaf. */
    private @Nullable PathFault judgeLength(PathNode issuer) {
        int below = 0;
        for (PathNode node : path.subList(1, path.size())) {
            below += node.isSelfIssued() ? 0 : 1;
        }
        int allowed = issuer.certificate()
                .basicConstraints()
                .map(constraints -> constraints.pathLength().orElse(Integer.MAX_VALUE))
                .orElse(Integer.MAX_VALUE);
        if (below > allowed) {
            return PathFault.of(
                    PathFault.Kind.PATH_LENGTH_EXCEEDED,
                    issuer.certificate(),
                    "allows " + allowed + " intermediates below it and has " + below);
        }
        if (below + (issuer.isAnchor() || issuer.isSelfIssued() ? 0 : 1) > policy.maxIntermediates()) {
            return PathFault.of(
                    PathFault.Kind.PATH_LENGTH_EXCEEDED,
                    issuer.certificate(),
                    "would be one intermediate more than the " + policy.maxIntermediates() + " that are accepted");
        }
        return null;
    }

    /** Section 6.1.3 (b) and (c): the names of all below, but for self-issued intermediates. */
    private @Nullable PathFault judgeNames(PathNode issuer) {
        @Nullable NameConstraints constraints = issuer.constraints();
        if (constraints == null) {
            return null;
        }
        for (int i = 0; i < path.size(); i++) {
            PathNode node = path.get(i);
            if (i > 0 && node.isSelfIssued()) {
                continue;
            }
            List<GeneralName> names = node.names();
            comparisons += constraints.cost(names.size());
            if (comparisons > policy.maxNameComparisons()) {
                return PathFault.of(
                        PathFault.Kind.TOO_COMPLEX,
                        issuer.certificate(),
                        "constrains more names in more ways than are looked at");
            }
            @Nullable String why = constraints.violation(names);
            if (why != null) {
                return PathFault.of(
                        PathFault.Kind.NAME_CONSTRAINT_VIOLATED,
                        node.certificate(),
                        "has " + why + " by \"" + issuer.certificate().subjectString() + "\"");
            }
        }
        return null;
    }

    private boolean policiesHold() {
        List<PathNode> below = path.subList(0, path.size() - 1).reversed();
        if (PolicyWalk.holds(path.getLast(), below)) {
            return true;
        }
        refuse(
                PathFault.Kind.CERTIFICATE_POLICY,
                path.getFirst(),
                "is not issued under a certificate policy that holds all along its path, and one is required");
        return false;
    }

    private void refuse(PathFault.Kind kind, PathNode node, String rest) {
        refuse(PathFault.of(kind, node.certificate(), rest));
    }

    /**
     * Of all branches the one that led furthest tells most; of those as long, the likeliest, which came first. A search cut
     * off says so.
     */
    private void refuse(PathFault found) {
        int depth = found.kind() == PathFault.Kind.TOO_COMPLEX ? Integer.MAX_VALUE : path.size();
        if (depth > faultDepth) {
            fault = found;
            faultDepth = depth;
        }
    }
}
