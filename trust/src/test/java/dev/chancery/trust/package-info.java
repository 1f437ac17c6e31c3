@NullMarked
package dev.chancery.trust;

import org.jspecify.annotations.NullMarked;
