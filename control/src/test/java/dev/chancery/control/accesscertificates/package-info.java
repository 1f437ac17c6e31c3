/** The tests of {@code accesscertificates}: over HTTP, on every engine. */
@NullMarked
package dev.chancery.control.accesscertificates;

import org.jspecify.annotations.NullMarked;
