package dev.chancery.edge.belief;

import dev.chancery.pki.Der;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The certificates a client showed in a handshake, in which it proved to hold the leaf's key. Nothing else is known of them:
 * they are bytes until the judge reads them.
 */
public final class ClientChain {
    private final List<Der> certificates;
    private final String leafSha256;
    private final String id;

    /**
     * @param certificates leaf first, at least one
     */
    public ClientChain(List<Der> certificates) {
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("a chain has a leaf");
        }
        this.certificates = List.copyOf(certificates);
        this.leafSha256 = certificates.getFirst().sha256Hex();
        this.id = leafSha256 + certificates.stream().skip(1).map(Der::sha256Hex).collect(Collectors.joining());
    }

    /** Leaf first. */
    public List<Der> certificates() {
        return certificates;
    }

    /** The client's own. */
    public Der leaf() {
        return certificates.getFirst();
    }

    /** SHA-256 of the leaf, lower-case hex. */
    public String leafSha256() {
        return leafSha256;
    }

    /** The same for the same certificates in the same order, and for no others. */
    public String id() {
        return id;
    }
}
