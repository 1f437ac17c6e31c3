/** The side towards clients: HTTP/1.1, HTTP/2 and WebSocket over TLS; each request judged, then carried to the origin and back. */
@NullMarked
package dev.chancery.edge.front;

import org.jspecify.annotations.NullMarked;
