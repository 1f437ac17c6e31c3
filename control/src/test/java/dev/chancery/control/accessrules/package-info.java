/** Rules, read and remembered. */
@NullMarked
package dev.chancery.control.accessrules;

import org.jspecify.annotations.NullMarked;
