/**
 * The audit log: who did what to which object, from where, in which request. Every mutating operation records its entry in the
 * transaction that makes the change; entries are only ever added. {@code docs/audit.md} explains every field.
 */
@NullMarked
package dev.chancery.control.audit;

import org.jspecify.annotations.NullMarked;
