/**
 * The trust bundle: what an edge must believe, as versioned immutable values, their encoding, digest and difference. The
 * contract between the control plane and its edges (DESIGN 4.2): no I/O, no clock.
 *
 * <p>A bundle is a keyed set of {@link dev.chancery.trust.TrustEntry entries}. A revision changes some of them; the digest of a
 * bundle is a sum over its entries, so that both sides keep it up to date in the time a change takes and compare it after each.
 */
@NullMarked
package dev.chancery.trust;

import org.jspecify.annotations.NullMarked;
