/**
 * {@code POST /accounts/{account_id}/explain}, an extension: what an edge would say of a client's chain at a hostname, and why, by
 * the judge the edges ask.
 */
@NullMarked
package dev.chancery.control.explain;

import org.jspecify.annotations.NullMarked;
