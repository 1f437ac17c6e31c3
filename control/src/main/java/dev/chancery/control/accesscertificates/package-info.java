/**
 * {@code /accounts|zones/{id}/access/certificates} and its {@code settings}: the CAs that judge the clients of Access's
 * hostnames, and what edges do with a client certificate there.
 *
 * <p>There is one store, the account's, and two views of it ({@link dev.chancery.control.accesscertificates.View}): from the
 * account one sees and replaces all hostnames, from a zone only that zone's. Binding a hostname and setting it are changes of
 * trust: each takes the next revision in the transaction that makes it (DESIGN 4.2), and is what the next read shows, however far
 * the edges are (DESIGN 4.9).
 *
 * <p>Security guarantee: a certificate is what was uploaded for good; only its name and its hostnames change. Its PEM is never
 * shown again.
 */
@NullMarked
package dev.chancery.control.accesscertificates;

import org.jspecify.annotations.NullMarked;
