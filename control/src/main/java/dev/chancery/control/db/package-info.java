/**
 * The database: one embedded SQLite file or one PostgreSQL, the same SQL text for both.
 *
 * <p>A {@link dev.chancery.control.db.Database} is read on pooled read-only connections and written in groups: concurrent
 * writers share a commit, each with its own savepoint, and return only once it is durable (DESIGN 4.8). Only this package and
 * classes named {@code *Store} speak SQL; everybody else passes a {@link dev.chancery.control.db.Tx} along.
 */
@NullMarked
package dev.chancery.control.db;

import org.jspecify.annotations.NullMarked;
