/**
 * Values and judgements about certificates: PEM, DER, certificate requests, certificates, revocation lists, OCSP, and the
 * public keys and certificates of OpenSSH.
 *
 * <p>Everything here is pure: no input or output, no clock, no logging, no private keys. Parsers take bytes or text and
 * answer an immutable value or throw a {@link dev.chancery.pki.MalformedException}; judgements answer a list of
 * <em>all</em> faults found; templates answer the bytes to be signed, which module {@code ca} signs and
 * {@code assemble} completes.
 *
 * <p>Security guarantee: nothing in this package echoes the content of a PEM block or of a key in a message.
 */
@NullMarked
package dev.chancery.pki;

import org.jspecify.annotations.NullMarked;
