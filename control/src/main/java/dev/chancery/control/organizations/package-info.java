/**
 * {@code /{accounts|zones}/{id}/access/organizations}: the account's Zero Trust organization: where its people sign in, and the
 * switches of the whole. The zones' paths show the account's one.
 *
 * <p>Nothing else of Access waits for it: applications, providers and the rest work from an account's first day. It is needed only
 * for an address where people sign in.
 */
@NullMarked
package dev.chancery.control.organizations;

import org.jspecify.annotations.NullMarked;
