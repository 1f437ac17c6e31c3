/** Chancery: pki. */
@NullMarked
package dev.chancery.pki;

import org.jspecify.annotations.NullMarked;
