@NullMarked
package dev.chancery.access.tokens;

import org.jspecify.annotations.NullMarked;
