/** What the other modules' tests share: real servers and real files, started when first asked for. Test scope only. */
@NullMarked
package dev.chancery.testkit;

import org.jspecify.annotations.NullMarked;
