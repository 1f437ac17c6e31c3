/** Chancery: ca. */
@NullMarked
package dev.chancery.ca;

import org.jspecify.annotations.NullMarked;
