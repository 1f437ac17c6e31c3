@NullMarked
package dev.chancery.edge;

import org.jspecify.annotations.NullMarked;
