/** The direction rules of DESIGN 2, each a test named as its sentence, on the classes as they were compiled. */
@NullMarked
package dev.chancery.acceptance.architecture;

import org.jspecify.annotations.NullMarked;
