/** The tests of {@code accessapps}: over HTTP, on every engine. */
@NullMarked
package dev.chancery.control.accessapps;

import org.jspecify.annotations.NullMarked;
