@NullMarked
package dev.chancery.control.explain;

import org.jspecify.annotations.NullMarked;
