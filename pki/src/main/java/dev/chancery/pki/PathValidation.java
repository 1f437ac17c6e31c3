package dev.chancery.pki;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Judges whether a leaf is what one of some CAs says it is: builds a path from it to an anchor and validates it by RFC 5280
 * section 6. A value: no clock, no network, no state but what has been verified among its own certificates.
 *
 * <p>Beyond section 6, anchors are judged like other issuers (validity, basic constraints, key and extended key usage, name
 * and policy constraints: RFC 5937), and a leaf has to be fit for its purpose. Status (CRL, OCSP) is not looked at.
 *
 * <p>A path of leaf, issuing CA and anchor costs two verifications, one once the CA's own has been done. Instances are shared
 * between threads.
 */
public final class PathValidation {
    /** Most certificates of those a client sends that are looked at. */
    public static final int MAX_PRESENTED = 100;

    private final PathPolicy policy;
    private final Map<Certificate, PathNode> own = new HashMap<>();
    private final Map<List<String>, List<PathNode>> bySubject = new HashMap<>();
    private final Map<Link, Boolean> verified = new ConcurrentHashMap<>();

    /** Certificate and issuer, both of this instance. */
    private record Link(PathNode certificate, PathNode issuer) {}

    private PathValidation(PathPolicy policy) {
        this.policy = policy;
    }

    /**
     * @param anchors where paths may end
     * @param intermediates what is known to stand between; one that is also an anchor counts as an anchor
     */
    public static PathValidation of(
            Iterable<Certificate> anchors, Iterable<Certificate> intermediates, PathPolicy policy) {
        PathValidation validation = new PathValidation(policy);
        anchors.forEach(it -> validation.add(it, PathNode.Origin.ANCHOR));
        intermediates.forEach(it -> validation.add(it, PathNode.Origin.KNOWN));
        return validation;
    }

    private void add(Certificate certificate, PathNode.Origin origin) {
        own.computeIfAbsent(certificate, _ -> {
            PathNode node = new PathNode(certificate, origin);
            bySubject
                    .computeIfAbsent(certificate.subject().folded(), _ -> new ArrayList<>(1))
                    .add(node);
            return node;
        });
    }

    /**
     * Judges a leaf.
     *
     * @param presented what was sent with it, in any order; the leaf itself and strangers among them do no harm
     */
    public PathVerdict judge(Certificate leaf, List<Certificate> presented, Instant at) {
        PathNode node = own.get(leaf);
        return new PathSearch(this, presented, at)
                .from(node == null ? new PathNode(leaf, PathNode.Origin.PRESENTED) : node);
    }

    PathPolicy policy() {
        return policy;
    }

    /** All certificates whose subject is the issuer of this one, in no order. */
    List<PathNode> issuersOf(Certificate certificate, List<Certificate> presented) {
        List<PathNode> found =
                new ArrayList<>(bySubject.getOrDefault(certificate.issuer().folded(), List.of()));
        Set<Certificate> seen = new HashSet<>();
        for (Certificate other : presented.subList(0, Math.min(presented.size(), MAX_PRESENTED))) {
            if (other.subject().matches(certificate.issuer()) && !own.containsKey(other) && seen.add(other)) {
                found.add(new PathNode(other, PathNode.Origin.PRESENTED));
            }
        }
        return found;
    }

    /** Whether the signature verifies; among own certificates this is remembered. */
    boolean isSignedBy(PathNode node, PathNode issuer) {
        if (own.get(node.certificate()) != node || own.get(issuer.certificate()) != issuer) {
            return node.certificate().verifySignedBy(issuer.certificate());
        }
        return verified.computeIfAbsent(
                new Link(node, issuer),
                link -> link.certificate()
                        .certificate()
                        .verifySignedBy(link.issuer().certificate()));
    }
}
