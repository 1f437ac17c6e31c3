/**
 * What control offers to the role access, and all that role sees of it: organizations, applications and whom they let in,
 * identity providers with their secrets opened, signing keys, what may be redeemed once, the audit log. Nobody's permission is
 * asked here: access acts for the house.
 */
@NullMarked
package dev.chancery.control.accessplane;

import org.jspecify.annotations.NullMarked;
