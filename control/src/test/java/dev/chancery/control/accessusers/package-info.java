@NullMarked
package dev.chancery.control.accessusers;

import org.jspecify.annotations.NullMarked;
