/**
 * The edge: a TLS proxy that admits requests by client certificate, per hostname and per request, and stops doing so the moment
 * it hears of a revocation.
 */
@NullMarked
package dev.chancery.edge;

import org.jspecify.annotations.NullMarked;
