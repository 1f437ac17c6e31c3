/** What people's machines run. */
@NullMarked
package dev.chancery.app.ssh;

import org.jspecify.annotations.NullMarked;
