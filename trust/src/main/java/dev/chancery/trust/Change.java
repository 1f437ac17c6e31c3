package dev.chancery.trust;

/** One step from a bundle to the next. */
public sealed interface Change {
    /** The entry that comes or goes. */
    TrustEntry entry();

    /** From now on this is so, whatever stood under the same key. */
    record Put(TrustEntry entry) implements Change {}

    /** This, which was so, no longer is. */
    record Take(TrustEntry entry) implements Change {}

    /** Puts the entry. */
    static Change put(TrustEntry entry) {
        return new Put(entry);
    }

    /** Takes the entry. */
    static Change take(TrustEntry entry) {
        return new Take(entry);
    }
}
