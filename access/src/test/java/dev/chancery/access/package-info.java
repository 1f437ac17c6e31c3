/** What the tests of this module share. */
@NullMarked
package dev.chancery.access;

import org.jspecify.annotations.NullMarked;
