/**
 * What certificates are issued with: the keys an account owns, sealed in the store, and the managed certificate authorities
 * made from them.
 *
 * <p>{@link dev.chancery.control.issuing.KeyCustody} keeps, seals and opens keys; it is the only way from a row to a key that
 * signs. {@link dev.chancery.control.issuing.ManagedCas} finds the CA of an account, makes it on first use, and keeps it open in
 * memory so that issuing asks the database nothing.
 */
@NullMarked
package dev.chancery.control.issuing;

import org.jspecify.annotations.NullMarked;
