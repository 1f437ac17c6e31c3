/** Facts of the house and its limits, as rows of key and value. */
@NullMarked
package dev.chancery.control.settings;

import org.jspecify.annotations.NullMarked;
