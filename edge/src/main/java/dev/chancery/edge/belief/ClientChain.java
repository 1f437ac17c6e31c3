package dev.chancery.edge.belief;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The certificates a client showed in a handshake, in which it proved to hold the leaf's key. Nothing else is known of them:
 * they are bytes until the judge reads them.
 */
public final class ClientChain {
    private final List<byte[]> certificates;
    private final String leafSha256;

    /**
     * @param certificates DER, leaf first, at least one; not changed afterwards
     */
    public ClientChain(List<byte[]> certificates) {
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("a chain has a leaf");
        }
        this.certificates = List.copyOf(certificates);
        this.leafSha256 = HexFormat.of().formatHex(sha256(certificates.get(0)));
    }

    /** DER, leaf first; not to be changed. */
    public List<byte[]> certificates() {
        return certificates;
    }

    /** The leaf, DER; not to be changed. */
    public byte[] leaf() {
        return certificates.get(0);
    }

    /** SHA-256 of the leaf, lower-case hex. */
    public String leafSha256() {
        return leafSha256;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
