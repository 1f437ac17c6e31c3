/**
 * Rules, which policies and groups have in common: what a person, a device or a service must show to be meant.
 *
 * <p>A rule is read strictly: exactly one kind that the API documents, in its right shape, with nothing beside it. What it names
 * (groups, service tokens, identity providers, applications) must be there, and is not deleted while a rule names it. Rules come
 * back in the words they were written in, so that a client that compares sees no drift.
 */
@NullMarked
package dev.chancery.control.accessrules;

import org.jspecify.annotations.NullMarked;
