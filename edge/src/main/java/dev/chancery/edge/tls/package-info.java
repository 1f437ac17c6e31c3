/** TLS towards clients: one context for each server certificate and set of client CAs, chosen by SNI; no session ever resumed. */
@NullMarked
package dev.chancery.edge.tls;

import org.jspecify.annotations.NullMarked;
