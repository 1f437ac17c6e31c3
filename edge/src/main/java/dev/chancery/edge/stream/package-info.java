/**
 * The stream from the control plane: what the edge is told to believe, what it answers, and the lease it holds (DESIGN 4.2, 4.3).
 */
@NullMarked
package dev.chancery.edge.stream;

import org.jspecify.annotations.NullMarked;
