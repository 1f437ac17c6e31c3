/** Groups over HTTP. */
@NullMarked
package dev.chancery.control.accessgroups;

import org.jspecify.annotations.NullMarked;
