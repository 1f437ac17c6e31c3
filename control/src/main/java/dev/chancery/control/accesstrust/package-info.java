/**
 * What edges and the role access are told of Access. Whatever changes an application, a policy, a group, a service token, an
 * organization, a signing key or a revocation of tokens says so to {@link dev.chancery.control.accesstrust.Told} in its
 * transaction, which reads what stands in the tables at its end and makes one revision of what is new to edges.
 */
@NullMarked
package dev.chancery.control.accesstrust;

import org.jspecify.annotations.NullMarked;
