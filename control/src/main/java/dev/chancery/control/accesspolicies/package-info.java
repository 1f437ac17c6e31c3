/**
 * {@code /accounts/{account_id}/access/policies}, and {@code policies} below an application at its account's or zone's path: who
 * is let in, under which conditions.
 *
 * <p>A reusable policy belongs to the account and any number of applications may have it; another belongs to one application and
 * goes with it. Each application asks its policies in the order of their precedence, which is unique there. What a policy's words
 * mean for a person at the door is decided elsewhere, by the access role.
 */
@NullMarked
package dev.chancery.control.accesspolicies;

import org.jspecify.annotations.NullMarked;
