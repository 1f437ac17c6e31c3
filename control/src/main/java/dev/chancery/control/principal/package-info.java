/** Who calls and what they may touch: principals, policies, and the capabilities operations demand. */
@NullMarked
package dev.chancery.control.principal;

import org.jspecify.annotations.NullMarked;
