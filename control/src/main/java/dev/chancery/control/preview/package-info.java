/**
 * {@code dry_run=true} of mutating calls, an extension: which of the clients that edges saw lately a change would shut out. The
 * clients seen are kept here too.
 */
@NullMarked
package dev.chancery.control.preview;

import org.jspecify.annotations.NullMarked;
