package dev.chancery.control.revocation;

import dev.chancery.pki.Der;
import java.time.Instant;

/**
 * A published revocation list.
 *
 * @param number greater than that of every list of the partition before
 * @param thisUpdate when it was made, whole seconds
 * @param nextUpdate when a newer one will be there at the latest, whole seconds
 * @param der the signed CertificateList
 */
public record Crl(long number, Instant thisUpdate, Instant nextUpdate, Der der) {}
