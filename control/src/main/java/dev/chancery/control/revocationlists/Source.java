package dev.chancery.control.revocationlists;

import dev.chancery.control.principal.AccountId;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a CA's revocation list is fetched from.
 *
 * @param authority the id of the CA
 * @param family the word of the family it was uploaded in
 * @param nextFetchOn when it is fetched again, in microseconds
 * @param failure why the last fetch brought nothing, as a sentence; null if it did
 */
public record Source(
        UUID authority,
        AccountId account,
        String family,
        URI url,
        Instant nextFetchOn,
        @Nullable String failure) {
    /** This one after a fetch. */
    Source next(Instant on, @Nullable String newFailure) {
        return new Source(authority, account, family, url, on, newFailure);
    }
}
