/** The tests of {@code customcertificates}: over HTTP, on every engine. */
@NullMarked
package dev.chancery.control.customcertificates;

import org.jspecify.annotations.NullMarked;
