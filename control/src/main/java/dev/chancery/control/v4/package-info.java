/** The v4 wire: routes, parameters, bodies, the envelope, paging, and the gate every call passes. */
@NullMarked
package dev.chancery.control.v4;

import org.jspecify.annotations.NullMarked;
