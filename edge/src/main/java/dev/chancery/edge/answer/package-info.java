/** What the edge says in its own name: refusals and failures, readable by people and by programs. */
@NullMarked
package dev.chancery.edge.answer;

import org.jspecify.annotations.NullMarked;
