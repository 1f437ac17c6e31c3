/**
 * {@code /zones/{zone_id}/custom_certificates}: server certificates a customer uploads, which edges show at the zone's hostnames.
 *
 * <p>Security guarantee: a private key goes into the {@code ca} module as it was sent and comes back sealed; it is released to
 * edges only, by {@link dev.chancery.control.publishing.ServerKeys}. Edges show a certificate only at hostnames of its own zone,
 * whatever else it names.
 */
@NullMarked
package dev.chancery.control.customcertificates;

import org.jspecify.annotations.NullMarked;
