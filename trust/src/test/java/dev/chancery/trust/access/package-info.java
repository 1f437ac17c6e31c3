@NullMarked
package dev.chancery.trust.access;

import org.jspecify.annotations.NullMarked;
