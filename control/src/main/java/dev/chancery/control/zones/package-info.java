/**
 * Zones: the domain names an account's certificates and hostnames belong to. The house runs no DNS, so a zone is active as soon as
 * it is made and has no name servers of ours. A deleted zone leaves a tombstone, because certificates outlive it.
 */
@NullMarked
package dev.chancery.control.zones;

import org.jspecify.annotations.NullMarked;
