/** The measuring programs: {@link dev.chancery.bench.Bench} runs one by its name, with peers beside us in the same run. */
@NullMarked
package dev.chancery.bench;

import org.jspecify.annotations.NullMarked;
