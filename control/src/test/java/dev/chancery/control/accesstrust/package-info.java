@NullMarked
package dev.chancery.control.accesstrust;

import org.jspecify.annotations.NullMarked;
