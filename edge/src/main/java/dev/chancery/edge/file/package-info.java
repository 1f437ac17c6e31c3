/**
 * The edge without a control plane: what it believes stands in a file, and is read again when the file, or one it names, changes.
 */
@NullMarked
package dev.chancery.edge.file;

import org.jspecify.annotations.NullMarked;
