/** Header fields on their way through: what ends at the edge, what is added, and what nobody but the edge may say. */
@NullMarked
package dev.chancery.edge.fields;

import org.jspecify.annotations.NullMarked;
