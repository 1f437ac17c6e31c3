package dev.chancery.control.preview;

import dev.chancery.pki.Der;
import dev.chancery.trust.Hostname;
import java.time.Instant;
import java.util.List;

/**
 * A client that some edge let in.
 *
 * @param fingerprint SHA-256 of its leaf, lower-case hex
 * @param chain as it sent it, leaf first
 */
record SeenClient(String fingerprint, Hostname hostname, Instant lastSeen, List<Der> chain) {
    SeenClient {
        chain = List.copyOf(chain);
    }
}
