/** The tests of {@code hostnameassociations}: over HTTP, on every engine. */
@NullMarked
package dev.chancery.control.hostnameassociations;

import org.jspecify.annotations.NullMarked;
