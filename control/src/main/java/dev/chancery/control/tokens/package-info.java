/**
 * API tokens: made, shown, changed, rolled and removed by their owners, a user or an account; and the authenticator that turns
 * what a caller sends into a principal.
 *
 * <p>A token's value is shown once and never stored; the table holds its SHA-256. {@code docs/tokens.md} tells the format and the
 * rules of policies.
 */
@NullMarked
package dev.chancery.control.tokens;

import org.jspecify.annotations.NullMarked;
