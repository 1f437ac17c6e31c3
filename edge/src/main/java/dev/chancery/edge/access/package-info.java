/**
 * Access at the edge: who makes a request, by the tokens it brings, and whether the policies of the application it is for let
 * them in. Nobody signs in here, and nothing is signed here.
 */
@NullMarked
package dev.chancery.edge.access;

import org.jspecify.annotations.NullMarked;
