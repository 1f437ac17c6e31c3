package dev.chancery.edge.origin;

import java.time.Duration;

/**
 * What the edge puts up with from origins.
 *
 * @param connect the longest until a connection is made, and again until its TLS handshake is
 * @param idle how long an unused connection is kept
 * @param connections to one origin at most, for each event loop
 * @param headerBytes the largest header block of an answer
 */
public record OriginLimits(Duration connect, Duration idle, int connections, int headerBytes) {
    /** 5 s to connect, 50 s idle, 4,096 connections, 64 KiB. */
    public static OriginLimits byDefault() {
        return new OriginLimits(Duration.ofSeconds(5), Duration.ofSeconds(50), 4_096, 64 << 10);
    }
}
