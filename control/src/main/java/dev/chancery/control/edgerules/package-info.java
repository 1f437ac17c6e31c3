/**
 * {@code /zones/{zone_id}/edge/hostnames}, an extension: how edges treat the clients of a hostname beyond what its CAs say. A
 * hostname without rules of its own is enforced, strict about stale revocation data, and tells its origin nothing more.
 */
@NullMarked
package dev.chancery.control.edgerules;

import org.jspecify.annotations.NullMarked;
