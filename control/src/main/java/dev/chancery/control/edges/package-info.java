/**
 * The edges: how one joins, what each is told and has applied, and when a change is known to be enforced by all of them (DESIGN
 * 4.2, 4.3).
 *
 * <p>For the maintainer, the rules everything here keeps. An edge may hold a lease while it stands {@code leased} or
 * {@code fenced}; only those hold up a pending state. A first lease, or one after a fencing, is given in a transaction that holds
 * the trust head and finds that the edge has applied exactly it. What was fenced is lost after a lease and a margin on the clock
 * of the replica that waited, counted from after the commit it waits for. Times of two machines are never compared.
 */
@NullMarked
package dev.chancery.control.edges;

import org.jspecify.annotations.NullMarked;
