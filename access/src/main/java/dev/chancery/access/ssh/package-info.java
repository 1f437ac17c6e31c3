/**
 * {@code /cdn-cgi/access/cert_sign}: an SSH certificate for whoever holds an application token.
 *
 * <p>Security guarantee: nothing is signed but the key in the request, for the person the token speaks of, by the CA of the
 * application the token is for.
 */
@NullMarked
package dev.chancery.access.ssh;

import org.jspecify.annotations.NullMarked;
