/** Load over HTTP/1.1 keep-alive from one thread, cheap enough that the server's core is the one that is full. */
@NullMarked
package dev.chancery.bench.load;

import org.jspecify.annotations.NullMarked;
