/**
 * Revocation published: lists (RFC 5280 section 5) and answers (OCSP, RFC 6960 and 5019) about what the managed CAs issued, for
 * anybody, on the public listener without a token.
 *
 * <p>Guarantee: both say revoked from the commit of a revocation, and good again only once the certificate is active. A revoking
 * transaction only marks its partition; lists are built in the background, or by the first reader who needs the newer one
 * ({@code docs/adr/0004-revocation.md}).
 */
@NullMarked
package dev.chancery.control.revocation;

import org.jspecify.annotations.NullMarked;
