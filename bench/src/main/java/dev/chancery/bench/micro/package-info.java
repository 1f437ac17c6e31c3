/** Micro-benchmarks (JMH) of the steps every issuance takes, run by {@link dev.chancery.bench.micro.MicroBench}. */
@NullMarked
package dev.chancery.bench.micro;

import org.jspecify.annotations.NullMarked;
