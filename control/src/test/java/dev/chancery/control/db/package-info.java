/** Tests of the database, each on SQLite and on PostgreSQL. */
@NullMarked
package dev.chancery.control.db;

import org.jspecify.annotations.NullMarked;
