package dev.chancery.edge.front;

import dev.chancery.edge.access.AccessGate;
import dev.chancery.edge.belief.Belief;
import dev.chancery.edge.belief.Lease;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What every connection needs, the same for all.
 *
 * @param belief what is believed now
 * @param clock for the validity of certificates
 * @param nanos a monotonic clock, for deadlines
 * @param access asks who makes a request where applications are
 * @param sightings told whom it let in
 */
public record FrontParts(
        Supplier<Belief> belief,
        Lease lease,
        FrontLimits limits,
        InstantSource clock,
        LongSupplier nanos,
        AccessGate access,
        Sightings sightings,
        FrontMeters meters) {}
