/**
 * The {@code chancery} executable: its command line, its configuration, and the one place where roles are wired.
 *
 * <p>Everything here is the rim: only here is the clock read, randomness drawn, the environment looked at and standard
 * output written.
 */
@NullMarked
package dev.chancery.app;

import org.jspecify.annotations.NullMarked;
