@NullMarked
package dev.chancery.edge.stream;

import org.jspecify.annotations.NullMarked;
