package dev.chancery.edge;

import dev.chancery.edge.belief.Lease;
import dev.chancery.edge.front.FrontLimits;
import dev.chancery.edge.origin.OriginLimits;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * How an edge is opened.
 *
 * @param listen where; port 0 takes a free one
 * @param loops event loops, one for each core it may use
 * @param backlog connections the kernel holds until they are accepted
 * @param lease whether it may speak for hostnames that ask for client certificates
 * @param clock for the validity of certificates
 * @param nanos a monotonic clock, for deadlines
 * @param random for request ids, and for what binds a sign-in to a browser
 * @param meters where it counts
 */
public record EdgeOptions(
        InetSocketAddress listen,
        int loops,
        int backlog,
        FrontLimits front,
        OriginLimits origins,
        Lease lease,
        InstantSource clock,
        LongSupplier nanos,
        SecureRandom random,
        MeterRegistry meters) {}
