/** Accounts: what owns zones, certificates and tokens. A deleted account leaves a tombstone, because certificates outlive it. */
@NullMarked
package dev.chancery.control.accounts;

import org.jspecify.annotations.NullMarked;
