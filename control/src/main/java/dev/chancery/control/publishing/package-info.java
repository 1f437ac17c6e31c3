/**
 * What edges are told, and how far they have heard it: the words for deployment, and the interfaces through which the features
 * that tell them something meet without knowing one another. Also the interfaces through which the Access families meet.
 */
@NullMarked
package dev.chancery.control.publishing;

import org.jspecify.annotations.NullMarked;
