/**
 * {@code /accounts/{account_id}/access/keys}: the keys Access signs its tokens with (RS256). An account gets its first one when it is
 * first looked at; from then on they rotate by themselves, or when asked to.
 *
 * <p>Security guarantee: a key is made and used in the {@code ca} module; its private half is destroyed in the transaction that retires
 * it. The public half is published for {@link dev.chancery.control.accesskeys.AccessKeys#OVERLAP} longer, for tokens under way.
 */
@NullMarked
package dev.chancery.control.accesskeys;

import org.jspecify.annotations.NullMarked;
