/** What is remembered of the database between calls, and forgotten when a commit changes it. */
@NullMarked
package dev.chancery.control.cache;

import org.jspecify.annotations.NullMarked;
