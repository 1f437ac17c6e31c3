package dev.chancery.control.principal;

import dev.chancery.control.db.Tx;

/**
 * Told inside a transaction that what principals reach is about to change beyond one object: a membership, an account, the
 * zones of an account. Whoever remembers such things forgets them once the transaction is durable.
 */
@FunctionalInterface
public interface AccessChange {
    /** The transaction makes such a change. */
    void in(Tx tx);
}
