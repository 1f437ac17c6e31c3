/** Concurrent histories, and whether each object in them behaves as if one step were taken after another. */
@NullMarked
package dev.chancery.bench.histories;

import org.jspecify.annotations.NullMarked;
