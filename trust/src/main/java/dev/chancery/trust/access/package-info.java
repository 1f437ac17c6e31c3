/**
 * Whom Access lets in: applications, the policies they are protected by, and the one judge of both (DESIGN 4.5). The edge asks it
 * for each request and the role that signs people in asks it at sign-in, with the same values out of the same bundle.
 *
 * <p>Values and judgements only: no I/O, no clock.
 */
@NullMarked
package dev.chancery.trust.access;

import org.jspecify.annotations.NullMarked;
