@NullMarked
package dev.chancery.control.preview;

import org.jspecify.annotations.NullMarked;
