/** Proof that the load generator reads answers right and counts what it should. */
@NullMarked
package dev.chancery.bench.load;

import org.jspecify.annotations.NullMarked;
