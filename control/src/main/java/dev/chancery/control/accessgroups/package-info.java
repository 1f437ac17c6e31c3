/**
 * {@code /accounts/{account_id}/access/groups}, and the same below a zone: rules under a name, for policies and other groups to
 * name. A zone's path shows the groups of its account.
 */
@NullMarked
package dev.chancery.control.accessgroups;

import org.jspecify.annotations.NullMarked;
