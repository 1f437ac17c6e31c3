/** People as a whole: one call that takes back everything a person holds, an extension. */
@NullMarked
package dev.chancery.control.accessusers;

import org.jspecify.annotations.NullMarked;
