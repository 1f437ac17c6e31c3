package dev.chancery.edge.belief;

import dev.chancery.trust.Site;
import org.jspecify.annotations.Nullable;

/**
 * One hostname as the edge serves it: what the bundle says of it, and what that takes here.
 *
 * @param said all that the bundle says of it
 * @param identity what the edge shows of itself in the handshake
 * @param origin where requests go; null while no route is set
 * @param asked the CAs whose clients are asked for and admitted; null where no client certificate matters on this edge
 * @param forwarding what the origin is told of an admitted certificate
 * @param access what Access has to do with it
 */
public record ServedSite(
        Site said,
        ServerIdentity identity,
        @Nullable Origin origin,
        @Nullable ClientCas asked,
        Forwarding forwarding,
        Access access) {
    /** What Access has to do with a hostname. */
    public enum Access {
        /** Nothing. */
        NONE,
        /** Applications protect it, or places on it. */
        APPLICATIONS,
        /** People sign in here: everything goes to the role that sees to it. */
        AUTH_DOMAIN
    }

    /** ASCII, lower case, no trailing dot. */
    public String hostname() {
        return said.hostname().ascii();
    }

    /** Whether it is decided here who is let in, which takes a lease. */
    public boolean guarded() {
        return asks() || access == Access.APPLICATIONS;
    }

    /** Whether clients are asked for a certificate, and requests judged by it. */
    public boolean asks() {
        return asked != null;
    }
}
