package dev.chancery.ca;

import dev.chancery.pki.Certificate;

/**
 * A signed certificate that nobody has seen yet. The caller commits it before a byte of it leaves.
 *
 * @param certificate the finished certificate
 */
public record Issued(Certificate certificate) {}
