/** The listener: sockets, limits, request ids, rate limits; it renders answers and refusals and decides nothing else. */
@NullMarked
package dev.chancery.control.http;

import org.jspecify.annotations.NullMarked;
