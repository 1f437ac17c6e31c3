/** Service tokens over HTTP. */
@NullMarked
package dev.chancery.control.accessservicetokens;

import org.jspecify.annotations.NullMarked;
