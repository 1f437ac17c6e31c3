package dev.chancery.edge.access;

import dev.chancery.trust.access.IpAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whom a request was let in as, and where: kept for as long as what came of the request lasts, to ask again.
 *
 * @param host lower case, no port
 * @param path without query, as it was sent
 * @param token what they were let in by; null if by none
 * @param service what else they showed; null if nothing
 * @param until when they have to go, whatever happens
 */
public record Guest(
        String host,
        String path,
        IpAddress address,
        @Nullable AppToken token,
        @Nullable ShownService service,
        Instant until) {
    /** Somebody who showed nothing. */
    public static Guest unknown(String host, String path, IpAddress address) {
        return new Guest(host, path, address, null, null, Instant.MAX);
    }

    /** Whether their time is over. */
    public boolean isOver(Instant now) {
        return !now.isBefore(until);
    }
}
