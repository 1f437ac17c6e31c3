@NullMarked
package dev.chancery.control.accesskeys;

import org.jspecify.annotations.NullMarked;
