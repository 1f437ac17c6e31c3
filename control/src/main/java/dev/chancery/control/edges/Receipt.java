package dev.chancery.control.edges;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That an edge applied or refused a revision.
 *
 * @param digest of the bundle it then had, 64 hex digits; null where it refused
 * @param connectionsCut how many connections it cut because of it
 * @param took from hearing of the revision until it was enforced
 * @param reason why it was refused; null where it was applied
 */
public record Receipt(
        EdgeId edge,
        long revision,
        boolean applied,
        @Nullable String digest,
        long connectionsCut,
        Duration took,
        @Nullable String reason,
        Instant at) {}
