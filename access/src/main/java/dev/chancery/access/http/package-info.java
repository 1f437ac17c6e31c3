/** The listener of the role access (Armeria): sockets, limits, request ids, who may come at all. */
@NullMarked
package dev.chancery.access.http;

import org.jspecify.annotations.NullMarked;
