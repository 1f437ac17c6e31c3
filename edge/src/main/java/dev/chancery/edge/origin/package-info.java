/** The way to the origins: connections kept open for each event loop, HTTP/1.1 or HTTP/2, and one exchange on one of them. */
@NullMarked
package dev.chancery.edge.origin;

import org.jspecify.annotations.NullMarked;
