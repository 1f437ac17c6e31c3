/**
 * {@code /accounts/{account_id}/mtls_certificates}: certificates a customer uploads. A CA is what clients of the customer's
 * hostnames may be judged by; a leaf with its private key is what we present on the customer's behalf.
 *
 * <p>Security guarantee: a private key goes into the {@code ca} module as it was sent and comes back sealed; nothing in this
 * package keeps, shows or logs it.
 */
@NullMarked
package dev.chancery.control.mtlscertificates;

import org.jspecify.annotations.NullMarked;
