package dev.chancery.edge.belief;

import java.util.Objects;

/**
 * A server certificate and its key as an edge shows them. Two with the same id are the same, and share a TLS context.
 *
 * <p>The key is opaque here and appears in no text.
 */
public final class ServerIdentity {
    private final String id;
    private final String chain;
    private final byte[] key;

    /**
     * @param id names the pair; another certificate or key has another id
     * @param chain the certificate and its intermediates, PEM, leaf first
     * @param key the private key, PEM (PKCS #8, or the older forms of RSA and EC keys)
     */
    public ServerIdentity(String id, String chain, byte[] key) {
        this.id = Objects.requireNonNull(id);
        this.chain = Objects.requireNonNull(chain);
        this.key = key.clone();
    }

    /** Names the pair. */
    public String id() {
        return id;
    }

    /** The chain, PEM, leaf first. */
    public String chain() {
        return chain;
    }

    /** The private key, PEM: a copy. */
    public byte[] key() {
        return key.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ServerIdentity that && id.equals(that.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "ServerIdentity[" + id + "]";
    }
}
