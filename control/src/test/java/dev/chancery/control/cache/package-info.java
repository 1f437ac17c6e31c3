/** What is remembered between calls. */
@NullMarked
package dev.chancery.control.cache;

import org.jspecify.annotations.NullMarked;
