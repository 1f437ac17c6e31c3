/** Chancery: control. */
@NullMarked
package dev.chancery.control;

import org.jspecify.annotations.NullMarked;
