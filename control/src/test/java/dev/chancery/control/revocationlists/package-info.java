/** The tests of {@code revocationlists}: over HTTP, on every engine. */
@NullMarked
package dev.chancery.control.revocationlists;

import org.jspecify.annotations.NullMarked;
