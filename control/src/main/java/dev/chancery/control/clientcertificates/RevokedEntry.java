package dev.chancery.control.clientcertificates;

import java.math.BigInteger;
import java.time.Instant;

/**
 * One entry of a revocation list (RFC 5280 section 5.1.2.6).
 *
 * @param serial the certificate's serial number
 * @param revokedAt when it stopped being active
 */
public record RevokedEntry(BigInteger serial, Instant revokedAt) {}
