/** Policies over HTTP. */
@NullMarked
package dev.chancery.control.accesspolicies;

import org.jspecify.annotations.NullMarked;
