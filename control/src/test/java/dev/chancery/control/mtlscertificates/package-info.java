/** The tests of {@code mtlscertificates}: over HTTP, on every engine. */
@NullMarked
package dev.chancery.control.mtlscertificates;

import org.jspecify.annotations.NullMarked;
