/** Chancery: testkit. */
@NullMarked
package dev.chancery.testkit;

import org.jspecify.annotations.NullMarked;
