/** {@code /accounts/{account_id}/access/logs/access_requests}: who wanted to sign in to what, and whether they were let in. */
@NullMarked
package dev.chancery.control.accesslogs;

import org.jspecify.annotations.NullMarked;
