package dev.chancery.ca;

import dev.chancery.pki.CertificateRequest;

/**
 * A client certificate someone asks for.
 *
 * @param csr proves possession of the key and names the subject; nothing else in it counts
 * @param validityDays in days of 24 hours; judged by {@link Issuer#prepare}
 */
public record LeafRequest(CertificateRequest csr, int validityDays) {}
