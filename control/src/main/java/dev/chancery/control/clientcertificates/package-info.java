/**
 * Client certificates of a zone ({@code /zones/{zone_id}/client_certificates}): issued, listed in the order issued, revoked and
 * reactivated, never deleted.
 */
@NullMarked
package dev.chancery.control.clientcertificates;

import org.jspecify.annotations.NullMarked;
