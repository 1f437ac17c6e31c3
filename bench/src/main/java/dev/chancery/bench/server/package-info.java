/** What stands on the other side of a measurement: our product, PostgreSQL and the peers, as pinned processes. */
@NullMarked
package dev.chancery.bench.server;

import org.jspecify.annotations.NullMarked;
