/** Chancery: bench. */
@NullMarked
package dev.chancery.bench;

import org.jspecify.annotations.NullMarked;
