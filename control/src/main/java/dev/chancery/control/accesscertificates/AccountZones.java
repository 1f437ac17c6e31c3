package dev.chancery.control.accesscertificates;

import dev.chancery.control.principal.ZoneId;
import dev.chancery.trust.Hostname;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The live zones of an account, to tell in which of them a hostname lies.
 *
 * @param byName by their names
 */
record AccountZones(Map<String, AccountZone> byName) {
    /**
     * A zone, as far as hostnames are concerned.
     *
     * @param chinaNetwork whether the zone is served in China too
     */
    record AccountZone(ZoneId id, String name, boolean chinaNetwork) {}

    AccountZones {
        byName = Map.copyOf(byName);
    }

    static AccountZones of(List<AccountZone> zones) {
        return new AccountZones(zones.stream().collect(Collectors.toMap(AccountZone::name, Function.identity())));
    }

    /** The zone a hostname lies in; of several, one inside the other, the innermost. */
    Optional<AccountZone> of(Hostname hostname) {
        String name = hostname.ascii();
        while (true) {
            @Nullable AccountZone zone = byName.get(name);
            if (zone != null) {
                return Optional.of(zone);
            }
            int dot = name.indexOf('.');
            if (dot < 0) {
                return Optional.empty();
            }
            name = name.substring(dot + 1);
        }
    }
}
