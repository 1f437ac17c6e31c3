package dev.chancery.edge.belief;

import org.jspecify.annotations.Nullable;

/**
 * One hostname as the edge serves it.
 *
 * @param hostname ASCII, lower case, no trailing dot
 * @param identity what the edge shows of itself in the handshake
 * @param origin where requests go; null while no route is set
 * @param asked the CAs whose clients are asked for and admitted; null where no client certificate matters
 * @param mode what becomes of a request the judge refuses
 * @param forwarding what the origin is told of an admitted certificate
 */
public record ServedSite(
        String hostname,
        ServerIdentity identity,
        @Nullable Origin origin,
        @Nullable ClientCas asked,
        Mode mode,
        Forwarding forwarding) {

    /** What becomes of a request that the judge refuses. */
    public enum Mode {
        /** It is answered 403. */
        ENFORCE,
        /** It passes and is recorded. */
        LOG
    }

    /** Whether clients are asked for a certificate, and requests judged by it. */
    public boolean asks() {
        return asked != null;
    }
}
