package dev.chancery.edge.stream;

/**
 * Who an edge is to its control plane.
 *
 * @param id as control calls it
 * @param url of control's listener for edges
 * @param certificate of its own key, PEM
 * @param key that key, PKCS#8 PEM
 * @param root the CA that certified both sides, PEM
 */
public record EdgeIdentity(String id, String url, String certificate, String key, String root) {
    @Override
    public String toString() {
        return "EdgeIdentity[" + id + "]";
    }
}
