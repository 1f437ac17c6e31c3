/** The office of the tests: what is uploaded, bound and revoked, behind the real listener and on a real database. */
@NullMarked
package dev.chancery.control.publishing;

import org.jspecify.annotations.NullMarked;
