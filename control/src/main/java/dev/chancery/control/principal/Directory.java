package dev.chancery.control.principal;

import java.util.Optional;

/** Where the gate looks up what a path names. Implemented by the feature that owns zones. */
@FunctionalInterface
public interface Directory {
    /** What the gate needs to know of a live zone. */
    record ZoneEntry(ZoneId zone, AccountId account, String name) {}

    /** The live zone with this id. */
    Optional<ZoneEntry> zone(ZoneId id);
}
