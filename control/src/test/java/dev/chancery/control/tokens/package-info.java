/** The parts of tokens that need no database. */
@NullMarked
package dev.chancery.control.tokens;

import org.jspecify.annotations.NullMarked;
