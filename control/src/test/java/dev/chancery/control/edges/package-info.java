@NullMarked
package dev.chancery.control.edges;

import org.jspecify.annotations.NullMarked;
