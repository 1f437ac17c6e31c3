/**
 * What an edge believes at one moment: which hostnames it serves, whom it asks for a client certificate there, who is admitted,
 * and whether it may speak at all. All of it is immutable and is replaced as a whole.
 */
@NullMarked
package dev.chancery.edge.belief;

import org.jspecify.annotations.NullMarked;
