/** Tests of the checker of histories. */
@NullMarked
package dev.chancery.bench.histories;

import org.jspecify.annotations.NullMarked;
