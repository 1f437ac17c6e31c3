/** The tests of {@code publishing}. */
@NullMarked
package dev.chancery.control.publishing;

import org.jspecify.annotations.NullMarked;
