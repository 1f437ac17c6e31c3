/** A whole control plane in one process for tests: a real database, a real listener, a clock the test moves. */
@NullMarked
package dev.chancery.control.house;

import org.jspecify.annotations.NullMarked;
