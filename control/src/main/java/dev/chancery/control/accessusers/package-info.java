/** People: who signed in, and, an extension, one call that takes back everything a person holds. */
@NullMarked
package dev.chancery.control.accessusers;

import org.jspecify.annotations.NullMarked;
