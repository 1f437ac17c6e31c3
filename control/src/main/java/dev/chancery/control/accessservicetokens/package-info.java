/**
 * {@code /accounts/{account_id}/access/service_tokens}, and the same below a zone: what machines show instead of signing in. A
 * zone's path shows the tokens of its account.
 *
 * <p>A token has a public client id and a secret that is shown once, in the answer that made it. Only the secret's hash is kept.
 * When a secret is rotated, the one before it may stay good for a while.
 */
@NullMarked
package dev.chancery.control.accessservicetokens;

import org.jspecify.annotations.NullMarked;
