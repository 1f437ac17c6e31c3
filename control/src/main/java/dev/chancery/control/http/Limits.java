package dev.chancery.control.http;

import java.time.Duration;

/**
 * What the listener puts up with.
 *
 * @param bodyBytes the largest body, in bytes
 * @param headerBytes the largest header block, in bytes
 * @param pathBytes the longest request line, in bytes
 * @param connections open connections at most
 * @param request the longest a whole request may take
 * @param idle how long a connection may lie idle
 * @param patience how long a listener that closes waits for requests under way; zero to cut them off
 */
public record Limits(
        int bodyBytes,
        int headerBytes,
        int pathBytes,
        int connections,
        Duration request,
        Duration idle,
        Duration patience) {
    /** 1 MiB bodies, 32 KiB headers, 8 KiB request lines, 10,000 connections, 30 s a request, 75 s idle, 10 s of patience. */
    public static Limits byDefault() {
        return new Limits(
                1 << 20,
                32 << 10,
                8 << 10,
                10_000,
                Duration.ofSeconds(30),
                Duration.ofSeconds(75),
                Duration.ofSeconds(10));
    }

    /** The same, for a listener whose callers are known to be done when it closes. */
    public Limits withoutPatience() {
        return new Limits(bodyBytes, headerBytes, pathBytes, connections, request, idle, Duration.ZERO);
    }
}
