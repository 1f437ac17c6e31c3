package dev.chancery.pki;

import java.time.Instant;
import java.util.List;

/** What {@link PathValidation} found. */
public sealed interface PathVerdict {
    /**
     * The leaf is what a CA in force says it is.
     *
     * @param path leaf first, anchor last; only the leaf where it is itself an anchor
     * @param until the first instant at which one of them has expired: the verdict may be remembered until then
     */
    record Valid(List<Certificate> path, Instant until) implements PathVerdict {
        /** Copies the path. */
        public Valid {
            path = List.copyOf(path);
        }

        /** The anchor the path leads to. */
        public Certificate anchor() {
            return path.getLast();
        }
    }

    /**
     * It is not, or not now.
     *
     * @param fault of the path that led furthest
     */
    record Refused(PathFault fault) implements PathVerdict {}
}
