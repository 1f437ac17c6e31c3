@NullMarked
package dev.chancery.edge.belief;

import org.jspecify.annotations.NullMarked;
