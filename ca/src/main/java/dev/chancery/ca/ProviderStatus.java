package dev.chancery.ca;

import java.util.Optional;

/**
 * Which provider computes EC, RSA and Ed25519 signatures in this process.
 *
 * @param provider name and version, for the start line and {@code /metrics}
 * @param fallback why the fast provider is not in use, as one sentence to print as a warning; empty when it is
 */
public record ProviderStatus(String provider, Optional<String> fallback) {

    /** Whether the native provider is in place (5 to 50 times the JDK's own speed). */
    public boolean accelerated() {
        return fallback.isEmpty();
    }
}
