package dev.chancery.edge.front;

import java.time.Duration;

/**
 * What the edge puts up with from clients.
 *
 * @param connections open at most; one more is closed at once
 * @param streams requests under way at once on one HTTP/2 connection
 * @param targetBytes the longest request line
 * @param headerBytes the largest header block
 * @param bodyBytes the largest body of a request
 * @param handshake the longest a TLS handshake may take
 * @param head the longest from a request's first byte to the end of its header block
 * @param stall the longest a body, either way, may stand still
 * @param answer the longest from a request's end to the head of its answer
 * @param idle how long a connection may lie between requests
 * @param silence how long a WebSocket may be silent
 * @param patience how long an edge that closes waits for requests under way
 */
public record FrontLimits(
        int connections,
        int streams,
        int targetBytes,
        int headerBytes,
        long bodyBytes,
        Duration handshake,
        Duration head,
        Duration stall,
        Duration answer,
        Duration idle,
        Duration silence,
        Duration patience) {
    /** Limits for a machine that faces the network. */
    public static FrontLimits byDefault() {
        return new FrontLimits(
                20_000,
                128,
                16 << 10,
                64 << 10,
                Long.MAX_VALUE,
                Duration.ofSeconds(10),
                Duration.ofSeconds(15),
                Duration.ofSeconds(60),
                Duration.ofSeconds(100),
                Duration.ofSeconds(75),
                Duration.ofMinutes(15),
                Duration.ofSeconds(10));
    }
}
