/** Chancery: app. */
@NullMarked
package dev.chancery.app;

import org.jspecify.annotations.NullMarked;
