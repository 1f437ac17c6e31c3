/** The tests of {@code edgeroutes}: over HTTP, on every engine. */
@NullMarked
package dev.chancery.control.edgeroutes;

import org.jspecify.annotations.NullMarked;
