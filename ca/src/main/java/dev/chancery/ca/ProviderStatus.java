package dev.chancery.ca;

import java.util.Optional;

/**
 * Which provider computes EC, RSA and Ed25519 signatures in this process.
 *
 * @param provider name and version, for the start line and {@code /metrics}
 * @param warning what is not accelerated and why, as one sentence to print; empty when all is well
 */
public record ProviderStatus(String provider, Optional<String> warning) {

    /** Whether the native provider computes all of them (5 to 50 times the JDK's own speed). */
    public boolean accelerated() {
        return warning.isEmpty();
    }
}
