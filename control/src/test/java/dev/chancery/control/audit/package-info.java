/** The audit log on both engines. */
@NullMarked
package dev.chancery.control.audit;

import org.jspecify.annotations.NullMarked;
