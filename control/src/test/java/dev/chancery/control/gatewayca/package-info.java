/** The tests of {@code gatewayca}: over HTTP, on every engine. */
@NullMarked
package dev.chancery.control.gatewayca;

import org.jspecify.annotations.NullMarked;
