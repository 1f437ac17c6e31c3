/**
 * {@code /accounts/{account_id}/access/gateway_ca}: the SSH certificate authority an account's gateway signs with when it
 * connects a user to a target; an account has one at most. It has nothing to do with the SSH CAs of applications.
 *
 * <p>Security guarantee: the private key is made in the {@code ca} module and kept sealed; it is destroyed with the CA.
 */
@NullMarked
package dev.chancery.control.gatewayca;

import org.jspecify.annotations.NullMarked;
