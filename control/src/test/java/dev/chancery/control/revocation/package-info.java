/** The tests of {@code revocation}: over HTTP, on every engine. */
@NullMarked
package dev.chancery.control.revocation;

import org.jspecify.annotations.NullMarked;
