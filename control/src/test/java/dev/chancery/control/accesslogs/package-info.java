@NullMarked
package dev.chancery.control.accesslogs;

import org.jspecify.annotations.NullMarked;
