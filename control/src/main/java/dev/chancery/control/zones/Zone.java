package dev.chancery.control.zones;

import dev.chancery.control.principal.AccountId;
import dev.chancery.control.principal.ZoneId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A live zone.
 *
 * @param account the account it lies in
 * @param accountName that account's name
 * @param name unique among live zones
 * @param paused kept for clients; enforcement does not pause
 * @param chinaNetwork whether the zone is served in China too, so that hostname settings of Access may say so
 * @param vanityNameServers kept for clients, in ASCII
 * @param createdOn when it was made
 * @param modifiedOn when it was last changed
 * @param activatedOn when it became active; null before
 */
public record Zone(
        ZoneId id,
        AccountId account,
        String accountName,
        ZoneName name,
        ZoneType type,
        ZoneStatus status,
        boolean paused,
        boolean chinaNetwork,
        List<String> vanityNameServers,
        Instant createdOn,
        Instant modifiedOn,
        @Nullable Instant activatedOn) {
    public Zone {
        vanityNameServers = List.copyOf(vanityNameServers);
    }
}
