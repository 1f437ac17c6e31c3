/**
 * {@code /{accounts|zones}/{id}/access/identity_providers}: who vouches for the people who sign in. The zones' paths show the
 * account's providers.
 *
 * <p>Security guarantee: a client secret goes into the {@code ca} module as it was sent and comes back sealed; no answer, audit entry
 * or refusal shows it, not even in part. A SCIM secret is shown by the answer that first enables SCIM and never again; the store has
 * its hash.
 */
@NullMarked
package dev.chancery.control.identityproviders;

import org.jspecify.annotations.NullMarked;
