/** The tests of {@code edgerules}: over HTTP, on every engine. */
@NullMarked
package dev.chancery.control.edgerules;

import org.jspecify.annotations.NullMarked;
