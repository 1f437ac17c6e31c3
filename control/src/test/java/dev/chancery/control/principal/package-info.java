/** What policies grant. */
@NullMarked
package dev.chancery.control.principal;

import org.jspecify.annotations.NullMarked;
